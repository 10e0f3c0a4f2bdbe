package dev.clew.cli.frame;

import dev.clew.config.Home;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import dev.clew.time.EpochNanos;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/// What a command knows of the process that it runs in.
///
/// @param columns of the terminal, asked for when something is laid out
public record CliContext(
    SafeOutput out,
    SafeOutput err,
    Map<String, String> env,
    Clock clock,
    Path userHome,
    Path cwd,
    boolean outIsTerminal,
    boolean errIsTerminal,
    IntSupplier columns) {

  /// Columns that a line may take.
  public int width() {
    return Math.clamp(columns.getAsInt(), 40, 400);
  }

  /// Says something to people, on standard error.
  public void say(String text) {
    err.print("clew: " + TerminalText.plain(text) + "\n");
    err.flush();
  }

  /// The lines of a table: aligned on a terminal, else with a tab between the cells.
  public List<String> lines(Table table, Table.Style style) {
    return outIsTerminal ? table.lines(width(), style) : table.separated(style);
  }

  /// `CLEW_HOME`, else `.clew` in the user's home directory.
  public Home home() {
    String set = env.getOrDefault("CLEW_HOME", "");
    return new Home(set.isEmpty() ? userHome.resolve(".clew") : cwd.resolve(set));
  }

  /// The same for the eye: `~` stands for the user's home directory.
  public String shortHome() {
    String root = home().root().toString();
    String user = userHome + "/";
    return root.startsWith(user) ? "~/" + root.substring(user.length()) : root;
  }

  /// The directory for temporary files.
  public Path temporary() {
    return Path.of(env.getOrDefault("TMPDIR", "/tmp"));
  }

  /// Now, in nanoseconds since 1970.
  public long nowNanos() {
    return EpochNanos.of(clock.instant());
  }
}
