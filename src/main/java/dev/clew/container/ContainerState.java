package dev.clew.container;

import dev.clew.error.ErrorCode;
import dev.clew.run.process.Outcome;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the engine says of a container.
///
/// @param pid of its first process on the engine's machine; 0 when it does not run
/// @param started whether it has run
/// @param since when it was started by the engine's clock, or null where that is not known
/// @param error why it could not be started
/// @param unknown why the engine does not tell the state, empty where it does
record ContainerState(
    boolean running,
    long pid,
    int exitCode,
    boolean outOfMemory,
    boolean started,
    @Nullable Instant since,
    String error,
    String unknown) {
  /// A field a line; the error may have several.
  static final String FORMAT =
      "{{.State.Running}}\n{{.State.Pid}}\n{{.State.ExitCode}}\n{{.State.OOMKilled}}\n"
          + "{{.State.StartedAt}}\n{{.State.Error}}";

  /// One that somebody has removed.
  static final ContainerState GONE = new ContainerState(false, 0, 0, false, false, null, "", "");

  private static final Pattern ANSWER =
      Pattern.compile(
          "(true|false)\\s*\n(\\d{1,18})\\s*\n(\\d{1,9})\\s*\n(true|false)\\s*\n(\\d{4}-\\d\\d-\\d\\d.*)\n?"
              + "((?s).*)");

  /// RFC 3339 of Docker's, and Go's own form of Podman's.
  private static final Pattern TIME =
      Pattern.compile(
          "(\\S{10})[T ](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?) ?(Z|[+-]\\d\\d:?\\d\\d).*");

  /// Commands that die of a signal end their container with 128 and its number.
  private static final int SIGNALS = 128;

  private static final int LAST_SIGNAL = 31;

  private static final Pattern MISSING = Pattern.compile("exec: .*no such file or directory");
  private static final Pattern DENIED = Pattern.compile("exec: .*permission denied");

  /// One of which the engine does not say anything.
  ///
  /// @param reason why it does not
  static ContainerState unknown(String reason) {
    return new ContainerState(false, 0, 0, false, false, null, "", reason);
  }

  /// Reads what [EngineCommands#inspect] answers.
  static ContainerState of(String answer) {
    Matcher fields = ANSWER.matcher(answer);
    if (!fields.matches()) {
      return unknown("its answer is not understood");
    }
    boolean started = !fields.group(5).startsWith("0001-01-01");
    return new ContainerState(
        fields.group(1).equals("true"),
        Long.parseLong(fields.group(2)),
        Integer.parseInt(fields.group(3)),
        fields.group(4).equals("true"),
        started,
        started ? time(fields.group(5)) : null,
        String.join(" ", fields.group(6).lines().toList()).strip(),
        "");
  }

  private static @Nullable Instant time(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    String zone = parts.group(3).replaceFirst("^([+-]\\d\\d):?(\\d\\d)$", "$1:$2");
    try {
      return Instant.parse(parts.group(1) + "T" + parts.group(2) + zone);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /// Whether the engine tells it.
  boolean isKnown() {
    return unknown.isEmpty();
  }

  /// How its command has ended.
  Outcome outcome() {
    if (!started) {
      return new Outcome.NotStarted(refusal(), error.isEmpty() ? "it has not been started" : error);
    }
    return outcome(exitCode);
  }

  /// What an exit code of the engine's means.
  static Outcome outcome(int exitCode) {
    int signal = exitCode - SIGNALS;
    return signal > 0 && signal <= LAST_SIGNAL
        ? new Outcome.Signaled(signal)
        : new Outcome.Exited(exitCode);
  }

  private ErrorCode refusal() {
    return switch (exitCode) {
      case 127 -> ErrorCode.E030;
      case 126 -> ErrorCode.E031;
      default -> refusal(error);
    };
  }

  /// Which error the words of an engine mean that has not started a command.
  static ErrorCode refusal(String words) {
    String low = words.toLowerCase(Locale.ROOT);
    if (low.contains("executable file not found") || MISSING.matcher(low).find()) {
      return ErrorCode.E030;
    }
    return DENIED.matcher(low).find() ? ErrorCode.E031 : EngineFailure.code(words, ErrorCode.E097);
  }
}
