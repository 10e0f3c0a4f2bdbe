package dev.clew.cli;

import dev.clew.config.Home;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// What a command knows of the process that it runs in.
///
/// @param width columns of the terminal
public record CliContext(
    PrintStream out,
    PrintStream err,
    Map<String, String> env,
    Clock clock,
    Path userHome,
    Path cwd,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int width) {

  /// `CLEW_HOME`, else `.clew` in the user's home directory.
  public Home home() {
    String set = env.getOrDefault("CLEW_HOME", "");
    return new Home(set.isEmpty() ? userHome.resolve(".clew") : cwd.resolve(set));
  }

  /// Now, in nanoseconds since 1970.
  public long nowNanos() {
    var now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
