package dev.clew.cli;

import dev.clew.run.RunRequest;
import dev.clew.run.TerminalMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of the commands that wrap another one.
final class CommandOptions {
  private static final Duration KILL_AFTER = Duration.ofSeconds(10);

  @Option(
      names = {"-C", "--cwd"},
      paramLabel = "DIR",
      description = "Run the command in this directory.")
  @Nullable Path directory;

  @Option(names = "--no-capture", description = "Do not look at the command's output.")
  boolean noCapture;

  @Option(
      names = "--pty",
      negatable = true,
      description =
          "Give the command a pseudo-terminal, or none (default: where the output is a terminal).")
  @Nullable Boolean pty;

  @Option(names = "--no-args", description = "Do not record the command's arguments.")
  boolean noArgs;

  @Option(
      names = "--no-inject",
      description = "Give the command neither trace context nor OTEL_* variables.")
  boolean noInject;

  @Option(
      names = "--template",
      description =
          "Replace {{traceparent}}, {{tracestate}}, {{baggage}} and {{run_id}} in arguments.")
  boolean template;

  @Option(
      names = "--require-export",
      description = "Exit with 75 when the command succeeded but its telemetry was not delivered.")
  boolean requireExport;

  @Option(
      names = "--export-timeout",
      paramLabel = "DURATION",
      description = "How long to wait for the backend, for a request and at the end (default: 1s).")
  @Nullable Duration exportTimeout;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description =
          "Send TERM to the command and its processes after this time: 90s, 5m (0s: never).")
  @Nullable Duration timeout;

  @Option(
      names = "--kill-after",
      paramLabel = "DURATION",
      description = "Send KILL when it has not ended this long after TERM (default: 10s).")
  @Nullable Duration killAfter;

  /// The request for a command.
  ///
  /// @param name of the span, or null for the executable's
  RunRequest request(Path cwd, @Nullable String name, List<String> command) {
    Path wanted = directory;
    return new RunRequest(
        command,
        name,
        wanted == null ? cwd : cwd.resolve(wanted).normalize(),
        !noCapture,
        pty == null ? TerminalMode.AUTO : pty ? TerminalMode.ALWAYS : TerminalMode.NEVER,
        !noArgs,
        !noInject,
        template,
        timeout == null || timeout.isZero() ? null : timeout,
        killAfter == null ? KILL_AFTER : killAfter);
  }
}
