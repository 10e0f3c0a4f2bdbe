package dev.clew.cli;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.SafeOutput;
import dev.clew.error.ClewError;
import dev.clew.runs.RunFixture;
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
public final class Invocation {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> env = new HashMap<>(Map.of("TZ", "UTC"));
  private final Path home;
  private boolean terminal;
  private int width = 100;
  private Optional<ClewError> failure = Optional.empty();

  /// @param home where `.clew` lies
  public Invocation(Path home) {
    this.home = home;
    env.put("TMPDIR", home.toString());
  }

  public Invocation terminal(int columns) {
    terminal = true;
    width = columns;
    return this;
  }

  public Invocation width(int columns) {
    width = columns;
    return this;
  }

  public Invocation env(String name, String value) {
    env.put(name, value);
    return this;
  }

  public CliContext context() {
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
  public int run(BiFunction<CliContext, GlobalOptions, Object> command, String... args) {
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

  public Optional<ClewError> failure() {
    return failure;
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
