package dev.clew.runs.remote;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.record.Attributes;
import dev.clew.record.LogEntry;
import dev.clew.record.RecordSource;
import dev.clew.record.Value;
import dev.clew.runs.Origin;
import dev.clew.runs.Run;
import dev.clew.runs.RunSummary;
import dev.clew.runs.State;
import dev.clew.time.EpochNanos;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Turns what the API answers into what the readers of run files make.
final class ApiResponses {
  private ApiResponses() {}

  /// A run, without its tree.
  static Run run(Attributes answer, Origin origin) {
    String id = answer.text("id");
    String state = answer.text("state");
    if (id.isEmpty() || state.isEmpty()) {
      throw new ClewError(ErrorCode.E063, "A run without an id or a state came.");
    }
    long start = nanos(answer.text("startTime"));
    long end = nanos(answer.text("endTime"));
    OptionalDouble seconds = answer.number("durationSeconds");
    long last = seconds.isPresent() ? start + Math.round(seconds.getAsDouble() * 1e9) : 0;
    return new Run(
        id,
        origin,
        answer.text("name"),
        answer.text("title"),
        state(state, answer.whole("exitCode"), answer.text("timedOut").equals("true")),
        start,
        end == 0 ? last : end,
        answer.texts("services"),
        answer.whole("stages").orElse(0),
        List.of(),
        List.of(),
        summary(answer));
  }

  private static State state(String word, OptionalLong code, boolean timedOut) {
    return switch (word) {
      case "running" -> new State.Running();
      case "interrupted" -> new State.Interrupted();
      case "ok" -> new State.Ok();
      case "failed" ->
          new State.Failed(
              code.isPresent() ? OptionalInt.of((int) code.getAsLong()) : OptionalInt.empty(),
              timedOut);
      default -> throw new ClewError(ErrorCode.E063, "A run has the state \"" + word + "\".");
    };
  }

  private static Optional<RunSummary> summary(Attributes answer) {
    Attributes summary = JsonTree.object(answer, "summary");
    return summary.size() == 0
        ? Optional.empty()
        : Optional.of(
            new RunSummary(
                answer.whole("stages").orElse(0),
                summary.whole("outputLines"),
                summary.whole("outputBytes"),
                summary.whole("peakMemoryBytes"),
                summary.whole("cacheHits"),
                summary.whole("cacheMisses"),
                summary.text("sink"),
                summary.whole("deliveredRecords")));
  }

  /// A log record.
  static LogEntry log(Attributes answer) {
    Value body = answer.get("body");
    return new LogEntry(
        RecordSource.of(Attributes.EMPTY, answer.text("subsystem")),
        answer.whole("timeNanos").orElseGet(() -> whole(answer.text("timeNanos"))),
        (int) answer.whole("severity").orElse(0),
        answer.text("level"),
        body == null ? new Value.Empty() : body,
        answer.text("eventName"),
        answer.text("traceId"),
        answer.text("spanId"),
        JsonTree.object(answer, "attributes"));
  }

  private static long whole(String text) {
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ClewError(ErrorCode.E063, "\"" + text + "\" is no time.", e);
    }
  }

  private static long nanos(String time) {
    try {
      return time.isEmpty() ? 0 : EpochNanos.of(Instant.parse(time));
    } catch (DateTimeException | ArithmeticException e) {
      throw new ClewError(ErrorCode.E063, "\"" + time + "\" is no time.", e);
    }
  }
}
