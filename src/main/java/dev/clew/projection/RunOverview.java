package dev.clew.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a list shows of a run beside its figures; kept with it as JSON.
///
/// @param timedOut true when it was ended because it took too long, else null
/// @param endNanos when it finished, 0 when it has not
/// @param stages how many stages it has
/// @param stageStrip the first of them, in the order of time
/// @param cpu share of all CPUs over time, at most 32 values
/// @param memory bytes over time, at most 32 values
/// @param summary as `clew inspect -o json` has it
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunOverview(
    @Nullable Integer exitCode,
    @Nullable Boolean timedOut,
    long endNanos,
    long stages,
    long traces,
    List<Stage> stageStrip,
    List<Double> cpu,
    List<Double> memory,
    @Nullable Long peakMemoryBytes,
    @Nullable Failure failure,
    String ciJob,
    Map<String, Object> summary) {
  /// Nothing is known yet.
  static final RunOverview NONE =
      new RunOverview(
          null, null, 0, 0, 0, List.of(), List.of(), List.of(), null, null, "", Map.of());

  public RunOverview {
    stageStrip = stageStrip == null ? List.of() : List.copyOf(stageStrip);
    cpu = cpu == null ? List.of() : List.copyOf(cpu);
    memory = memory == null ? List.of() : List.copyOf(memory);
    ciJob = ciJob == null ? "" : ciJob;
    summary = summary == null ? Map.of() : Map.copyOf(summary);
  }

  /// A stage on the run's time axis.
  @RegisterForReflection
  public record Stage(String name, String state, long offsetNanos, long durationNanos) {}

  /// What failed first, as far down as it is known.
  ///
  /// @param stage its name
  /// @param message the last line of its output, or the status' message
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failure(String stage, @Nullable Integer exitCode, @Nullable String message) {}
}
