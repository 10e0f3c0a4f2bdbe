package dev.clew.runs;

import java.util.OptionalInt;

/// How a run, or a part of one, stands.
public sealed interface State {
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
  /// @param code the exit code; empty for a span that ran no command
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

  /// The word, and the code of a failure: `failed (2)`; or `timed out`.
  default String label() {
    return switch (this) {
      case Failed(OptionalInt _, boolean timedOut) when timedOut -> "timed out";
      case Failed(OptionalInt code, boolean _) when code.isPresent() ->
          "failed (" + code.getAsInt() + ")";
      default -> word();
    };
  }

  /// The exit code, where one is known.
  default OptionalInt exitCode() {
    return switch (this) {
      case Ok() -> OptionalInt.of(0);
      case Failed failed -> failed.code();
      case Running(), Interrupted(), Skipped() -> OptionalInt.empty();
    };
  }
}
