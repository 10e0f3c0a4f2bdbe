package dev.clew.runs;

import dev.clew.record.Attributes;
import dev.clew.record.LogEntry;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/// The figures of a run's `run.summary` records, added up over the processes that wrote one.
///
/// @param peakMemory bytes of all processes together; unknown of a command that was too short
/// @param sink `file`, `backend`, `both`, or empty
public record RunSummary(
    long stages,
    OptionalLong outputLines,
    OptionalLong outputBytes,
    OptionalLong peakMemory,
    OptionalLong cacheHits,
    OptionalLong cacheMisses,
    String sink,
    OptionalLong confirmed) {

  static RunSummary of(LogEntry event) {
    Attributes attributes = event.attributes();
    return new RunSummary(
        attributes.texts("clew.stage.names").size(),
        attributes.whole("clew.output.lines"),
        attributes.whole("clew.output.bytes"),
        attributes.whole("clew.memory.peak"),
        attributes.whole("clew.cache.hits"),
        attributes.whole("clew.cache.misses"),
        attributes.text("clew.delivery.sink"),
        attributes.whole("clew.delivery.confirmed"));
  }

  static Optional<RunSummary> sum(Iterable<RunSummary> summaries) {
    RunSummary sum = null;
    for (RunSummary summary : summaries) {
      sum = sum == null ? summary : sum.plus(summary);
    }
    return Optional.ofNullable(sum);
  }

  private RunSummary plus(RunSummary other) {
    return new RunSummary(
        stages + other.stages,
        merge(outputLines, other.outputLines, Long::sum),
        merge(outputBytes, other.outputBytes, Long::sum),
        merge(peakMemory, other.peakMemory, Math::max),
        merge(cacheHits, other.cacheHits, Long::sum),
        merge(cacheMisses, other.cacheMisses, Long::sum),
        sink.isEmpty() ? other.sink : sink,
        merge(confirmed, other.confirmed, Long::sum));
  }

  private static OptionalLong merge(OptionalLong one, OptionalLong two, LongBinaryOperator sum) {
    if (one.isEmpty() || two.isEmpty()) {
      return one.isEmpty() ? two : one;
    }
    return OptionalLong.of(sum.applyAsLong(one.getAsLong(), two.getAsLong()));
  }
}
