package dev.clew.run.process;

import dev.clew.run.terminal.TerminalMode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command to be run and recorded.
///
/// @param command program and arguments, at least the program
/// @param name of the span and run, or null for the executable's
/// @param directory to run it in, or null for Clew's own, which it inherits even where that has no
///   name
/// @param capture whether its output is looked at; false lets it inherit Clew's streams
/// @param terminal whether it gets a pseudo-terminal
/// @param environment variables that it gets besides those it inherits
/// @param labels attributes of its span and of the event that says it has started
/// @param recordArguments whether its arguments are recorded
/// @param inject whether trace context and `OTEL_*` variables reach it
/// @param template whether `{{traceparent}}` in arguments is replaced
/// @param timeout after which it is told to end, or null for none
/// @param killAfter how long it then has before it is killed
public record RunRequest(
    List<String> command,
    @Nullable String name,
    @Nullable String directory,
    boolean capture,
    TerminalMode terminal,
    Map<String, String> environment,
    Attributes labels,
    boolean recordArguments,
    boolean inject,
    boolean template,
    @Nullable Duration timeout,
    Duration killAfter) {
  /// The label that names the workspace of a command.
  public static final AttributeKey<String> WORKSPACE = AttributeKey.stringKey("clew.workspace");

  public RunRequest {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// The same without a limit of its time.
  public RunRequest untimed() {
    return with(environment, null);
  }

  /// The same without variables of its own.
  public RunRequest withoutEnvironment() {
    return with(Map.of(), timeout);
  }

  private RunRequest with(Map<String, String> variables, @Nullable Duration limit) {
    return new RunRequest(
        command,
        name,
        directory,
        capture,
        terminal,
        variables,
        labels,
        recordArguments,
        inject,
        template,
        limit,
        killAfter);
  }
}
