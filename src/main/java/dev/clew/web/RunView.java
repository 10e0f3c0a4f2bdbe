package dev.clew.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.clew.store.StoredRun;
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
    @Nullable String startTime,
    @Nullable String endTime,
    double durationSeconds,
    List<String> services,
    String branch,
    String ciJob,
    long stages,
    Counts counts,
    List<RunDigest.Stage> stageStrip,
    List<Double> cpu,
    List<Double> memory,
    @Nullable Long peakMemoryBytes,
    RunDigest.@Nullable Failure failure,
    Map<String, Object> summary) {
  /// How many records it has.
  public record Counts(
      long spans, long failedSpans, long logs, long errorLogs, long points, long traces) {}

  static RunView of(StoredRun run, RunDigest digest) {
    var facts = run.facts();
    long started = facts.started() == 0 ? run.first() : facts.started();
    return new RunView(
        run.key(),
        run.attribute(),
        facts.name(),
        facts.title().isEmpty() ? run.key() : facts.title(),
        facts.state(),
        digest.exitCode(),
        Parameters.text(started),
        Parameters.text(digest.endNanos()),
        facts.duration() / 1e9,
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
