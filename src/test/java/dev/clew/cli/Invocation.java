package dev.clew.cli;

import dev.clew.failure.ClewError;
import dev.clew.history.RunFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine;

/// Runs a command in this process, an hour after [RunFixture#START], and keeps what it printed.
final class Invocation {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> env = new HashMap<>(Map.of("TZ", "UTC"));
  private final Path home;
  private boolean terminal;
  private int width = 100;
  private Optional<ClewError> failure = Optional.empty();

  /// @param home where `.clew` lies
  Invocation(Path home) {
    this.home = home;
  }

  Invocation terminal(int columns) {
    terminal = true;
    width = columns;
    return this;
  }

  Invocation width(int columns) {
    width = columns;
    return this;
  }

  Invocation env(String name, String value) {
    env.put(name, value);
    return this;
  }

  CliContext context() {
    return new CliContext(
        new SafeOutput(out, terminal),
        new SafeOutput(err, terminal),
        Map.copyOf(env),
        Clock.fixed(RunFixture.START.plusSeconds(3600), ZoneOffset.UTC),
        home,
        home,
        terminal,
        terminal,
        () -> width);
  }

  /// Runs a command; returns its exit code.
  int run(BiFunction<CliContext, GlobalOptions, Object> command, String... args) {
    CliContext context = context();
    var options = new GlobalOptions();
    CommandLine line =
        new CommandLine(command.apply(context, options))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
            .setExecutionExceptionHandler(
                (error, _, _) -> {
                  failure = Optional.of((ClewError) error);
                  return failure.get().code().exitCode();
                });
    options.addTo(line.getCommandSpec());
    int code = line.execute(args);
    context.out().flush();
    context.err().flush();
    return code;
  }

  Optional<ClewError> failure() {
    return failure;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
