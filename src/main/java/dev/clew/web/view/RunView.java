package dev.clew.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.clew.otlp.codec.OtlpTime;
import dev.clew.projection.RunOverview;
import dev.clew.store.StoredRun;
import dev.clew.time.EpochNanos;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run in a list. Fields are those of `clew runs -o json`, and what a page shows beside them.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunView(
    String id,
    String idAttribute,
    String name,
    String title,
    String state,
    @Nullable Integer exitCode,
    @Nullable Boolean timedOut,
    @Nullable String startTime,
    @Nullable String endTime,
    @Nullable Double durationSeconds,
    List<String> services,
    String branch,
    String ciJob,
    long stages,
    Counts counts,
    List<RunOverview.Stage> stageStrip,
    List<Double> cpu,
    List<Double> memory,
    @Nullable Long peakMemoryBytes,
    RunOverview.@Nullable Failure failure,
    Map<String, Object> summary) {
  /// How many records it has.
  public record Counts(
      long spans, long failedSpans, long logs, long errorLogs, long points, long traces) {}

  /// Whether it is known how long a run took, or has taken so far.
  static boolean isTimed(StoredRun run, RunOverview digest) {
    String state = run.facts().state();
    boolean over = state.equals("ok") || state.equals("failed");
    long started = started(run);
    return over ? OtlpTime.isPeriod(started, digest.endNanos()) : started > 0;
  }

  private static long started(StoredRun run) {
    return run.facts().started() == 0 ? run.first() : run.facts().started();
  }

  public static RunView of(StoredRun run, RunOverview digest) {
    var facts = run.facts();
    return new RunView(
        run.key(),
        run.attribute(),
        facts.name(),
        facts.title().isEmpty() ? run.key() : facts.title(),
        facts.state(),
        digest.exitCode(),
        digest.timedOut(),
        EpochNanos.rfc3339(started(run)),
        EpochNanos.rfc3339(digest.endNanos()),
        isTimed(run, digest) ? facts.duration() / 1e9 : null,
        facts.services(),
        facts.branch(),
        digest.ciJob(),
        digest.stages(),
        new Counts(
            run.spans(),
            run.failedSpans(),
            run.logs(),
            run.errorLogs(),
            run.points(),
            digest.traces()),
        digest.stageStrip(),
        digest.cpu(),
        digest.memory(),
        digest.peakMemoryBytes(),
        digest.failure(),
        digest.summary());
  }
}
