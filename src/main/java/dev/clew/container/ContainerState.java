package dev.clew.container;

import dev.clew.error.ErrorCode;
import dev.clew.run.process.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the engine says of a container.
///
/// @param pid of its first process on the engine's machine; 0 when it does not run
/// @param started whether it has run
/// @param error why it could not be started
record ContainerState(
    boolean running, long pid, int exitCode, boolean outOfMemory, boolean started, String error) {
  /// A field a line; the error may have several.
  static final String FORMAT =
      "{{.State.Running}}\n{{.State.Pid}}\n{{.State.ExitCode}}\n{{.State.OOMKilled}}\n"
          + "{{.State.StartedAt}}\n{{.State.Error}}";

  /// One of which the engine does not say anything.
  static final ContainerState UNKNOWN = new ContainerState(false, 0, 0, false, false, "");

  /// Commands that die of a signal end their container with 128 and its number.
  private static final int SIGNALS = 128;

  private static final int LAST_SIGNAL = 31;

  private static final Pattern MISSING = Pattern.compile("exec: .*no such file or directory");
  private static final Pattern DENIED = Pattern.compile("exec: .*permission denied");

  /// Reads what [EngineCommands#inspect] answers.
  static ContainerState of(String answer) {
    List<String> lines = answer.lines().toList();
    return new ContainerState(
        text(lines, 0).equals("true"),
        number(lines, 1),
        (int) number(lines, 2),
        text(lines, 3).equals("true"),
        !text(lines, 4).startsWith("0001-01-01"),
        String.join(" ", lines.subList(Math.min(5, lines.size()), lines.size())).strip());
  }

  private static long number(List<String> lines, int index) {
    String text = text(lines, index);
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static String text(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "0";
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
