package dev.clew.functional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A terminal with an interactive shell in it: keys go in, the screen is read.
final class Tmux implements AutoCloseable {
  /// A machine that does not get there in this time is broken.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path socket;
  private final String window;

  /// Opens a terminal of 80 columns and 24 rows with bash, whose prompt is `$ `.
  ///
  /// @param directory of the shell and for files of this terminal
  Tmux(Path directory, Map<String, String> environment) {
    socket = directory.resolve("tmux");
    window = "it";
    Path rc = directory.resolve("bashrc");
    StringBuilder setup = new StringBuilder("PS1='$ '\nunset HISTFILE\ncd " + directory + "\n");
    environment.forEach((name, value) -> setup.append("export " + name + "='" + value + "'\n"));
    write(rc, setup.toString());
    tmux(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-s",
        window,
        "-x",
        "80",
        "-y",
        "24",
        "bash --noprofile --rcfile " + rc);
    await(screen -> screen.strip().equals("$"));
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Types a line and Enter.
  Tmux line(String text) {
    return text(text).key("Enter");
  }

  /// Types text as it is.
  Tmux text(String text) {
    tmux("send-keys", "-t", window, "-l", text);
    return this;
  }

  /// Presses keys by tmux' names, such as `C-c`.
  Tmux key(String... keys) {
    List<String> command = new ArrayList<>(List.of("send-keys", "-t", window));
    command.addAll(List.of(keys));
    tmux(command.toArray(String[]::new));
    return this;
  }

  Tmux resize(int columns, int rows) {
    tmux(
        "resize-window",
        "-t",
        window,
        "-x",
        Integer.toString(columns),
        "-y",
        Integer.toString(rows));
    return this;
  }

  /// Waits until a text is on the screen.
  Tmux await(String text) {
    return await(screen -> screen.contains(text));
  }

  /// Waits until the shell asks for the next command.
  Tmux awaitPrompt() {
    return await(screen -> screen.strip().endsWith("\n$"));
  }

  Tmux await(Predicate<String> shown) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!shown.test(screen())) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not on the screen:\n" + screen());
      }
    }
    return this;
  }

  /// What is on the screen, without trailing blanks.
  String screen() {
    return tmux("capture-pane", "-t", window, "-p").stripTrailing();
  }

  /// The same with its colours.
  String colours() {
    return tmux("capture-pane", "-t", window, "-p", "-e").stripTrailing();
  }

  private String tmux(String... arguments) {
    List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().remove("TMUX");
      Process process = builder.start();
      String out = Program.text(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + out);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    tmux("kill-server");
  }
}
