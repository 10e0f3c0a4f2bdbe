package dev.clew.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntSupplier;

/// Columns of the terminal: what `COLUMNS` says, else what the terminal itself does, else 100.
public record TerminalWidth(Map<String, String> env, boolean terminal) implements IntSupplier {
  private static final int UNKNOWN = 100;

  @Override
  public int getAsInt() {
    int said = number(env.getOrDefault("COLUMNS", ""));
    if (said > 0 || !terminal) {
      return said > 0 ? said : UNKNOWN;
    }
    int own = number(size().replaceAll("^.* ", ""));
    return own > 0 ? own : UNKNOWN;
  }

  /// Rows and columns; empty where there is no controlling terminal.
  private static String size() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      try (var out = stty.getInputStream()) {
        return new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
      }
    } catch (IOException _) {
      return "";
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }
}
