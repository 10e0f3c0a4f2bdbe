package dev.clew.run.process;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a command ended.
public sealed interface Outcome {
  /// The signal of Ctrl-C.
  int INTERRUPT = Signals.INT;

  /// It ran and returned a code.
  record Exited(int code) implements Outcome {}

  /// It died of a signal.
  record Signaled(int signal) implements Outcome {}

  /// It was told to end because it took too long, and returned a code, or 128+n when it died of
  /// signal n.
  record TimedOut(int code, Duration limit) implements Outcome {}

  /// It could not be started.
  record NotStarted(ErrorCode code, String detail) implements Outcome {}

  /// It failed, and was no process.
  ///
  /// @param type of the failure, such as `http:503`
  record Failed(String type, String reason) implements Outcome {}

  /// The exit code that Clew returns for it: the command's, or 124 as `timeout(1)` does.
  default int clewExitCode() {
    return this instanceof TimedOut ? 124 : exitCode();
  }

  /// The exit code that is recorded: 128+n when it died of signal n.
  default int exitCode() {
    return switch (this) {
      case Exited exited -> exited.code();
      case Signaled died -> 128 + died.signal();
      case TimedOut late -> late.code();
      case NotStarted failed -> failed.code().exitCode();
      case Failed _ -> 1;
    };
  }

  /// Whether it was interrupted from the terminal, or as if it were: a shell that runs a script
  /// goes on after a command that exits with 130, but not after one that died of INT.
  default boolean isInterrupted() {
    return this instanceof Signaled died && died.signal() == INTERRUPT;
  }

  /// Whether it died because its reader went, as the first part of `yes | head` does.
  default boolean isBrokenPipe() {
    return this instanceof Signaled died && died.signal() == Signals.PIPE;
  }

  /// Value of `error.type`, or null when it succeeded.
  default @Nullable String errorType() {
    return switch (this) {
      case Exited exited -> exited.code() == 0 ? null : Integer.toString(exited.code());
      case Signaled _ -> Integer.toString(exitCode());
      case TimedOut _ -> "timeout";
      case Failed failed -> failed.type();
      case NotStarted failed ->
          switch (failed.code().exitCode()) {
            case 127 -> "not_found";
            case 126 -> "not_executable";
            default -> "not_started";
          };
    };
  }

  /// The error to be shown, or null when the command speaks for itself.
  default @Nullable ClewError error() {
    return switch (this) {
      case Exited _, Signaled _, TimedOut _, Failed _ -> null;
      case NotStarted failed -> new ClewError(failed.code(), failed.detail());
    };
  }
}
