package dev.clew.cli.frame;

import java.util.Map;
import java.util.function.IntSupplier;

/// Columns of the terminal: what `COLUMNS` says, else what the terminal itself does, else 100.
///
/// @param terminal its own columns, 0 where there is none
public record TerminalWidth(Map<String, String> env, IntSupplier terminal) implements IntSupplier {
  private static final int UNKNOWN = 100;

  @Override
  public int getAsInt() {
    String said = env.getOrDefault("COLUMNS", "");
    int columns = said.matches("[0-9]{1,4}") ? Integer.parseInt(said) : 0;
    int wide = columns > 0 ? columns : terminal.getAsInt();
    return wide > 0 ? wide : UNKNOWN;
  }
}
