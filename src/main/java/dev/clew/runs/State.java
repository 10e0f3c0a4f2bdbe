package dev.clew.runs;

import java.util.OptionalInt;

/// How a run, or a part of one, stands.
public sealed interface State {
  /// The exit code of what took too long, as of `timeout(1)`.
  int TIMED_OUT = 124;

  /// Not finished, and the process that started the run lives.
  record Running() implements State {}

  /// Not finished, and the process that started the run is gone.
  record Interrupted() implements State {}

  /// Never started.
  record Skipped() implements State {}

  /// Finished without an error.
  record Ok() implements State {}

  /// Finished with an error.
  ///
  /// @param code the command's exit code; empty for a span that ran no command
  /// @param timedOut whether it was ended because it took too long
  record Failed(OptionalInt code, boolean timedOut) implements State {}

  /// `running`, `interrupted`, `skipped`, `ok` or `failed`.
  default String word() {
    return switch (this) {
      case Running() -> "running";
      case Interrupted() -> "interrupted";
      case Skipped() -> "skipped";
      case Ok() -> "ok";
      case Failed _ -> "failed";
    };
  }

  /// Whether it was ended because it took too long.
  default boolean isTimedOut() {
    return this instanceof Failed(OptionalInt _, boolean timedOut) && timedOut;
  }

  /// The word, or `timed out`: for a place that has the exit code beside it.
  default String title() {
    return isTimedOut() ? "timed out" : word();
  }

  /// The word, and the code of a failure: `failed (2)`; or `timed out`.
  default String label() {
    return switch (this) {
      case Failed(OptionalInt code, boolean timedOut) when !timedOut && code.isPresent() ->
          "failed (" + code.getAsInt() + ")";
      default -> title();
    };
  }

  /// The exit code, where one is known: [#TIMED_OUT] of a command that took too long.
  default OptionalInt exitCode() {
    return switch (this) {
      case Ok() -> OptionalInt.of(0);
      case Failed(OptionalInt code, boolean timedOut) ->
          timedOut && code.isPresent() ? OptionalInt.of(TIMED_OUT) : code;
      case Running(), Interrupted(), Skipped() -> OptionalInt.empty();
    };
  }
}
