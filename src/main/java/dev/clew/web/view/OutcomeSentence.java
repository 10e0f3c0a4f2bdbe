package dev.clew.web.view;

import dev.clew.projection.RunOverview;
import dev.clew.store.StoredRun;
import dev.clew.terminal.Durations;

/// How a run went, in a sentence.
public final class OutcomeSentence {
  private OutcomeSentence() {}

  public static String of(StoredRun run, RunOverview digest) {
    boolean timed = RunView.isTimed(run, digest);
    String took = timed ? Durations.text(run.facts().duration()) : "";
    return switch (run.facts().state()) {
      case "ok" -> "succeeded" + (timed ? " in " + took : "");
      case "failed" ->
          (digest.timedOut() == null ? "failed" : "timed out")
              + (timed ? " after " + took : "")
              + cause(run, digest);
      case "interrupted" -> "interrupted" + (timed ? " after " + took : "");
      default -> "running" + (timed ? " for " + took : "");
    };
  }

  private static String cause(StoredRun run, RunOverview digest) {
    RunOverview.Failure failure = digest.failure();
    if (failure == null) {
      return "";
    }
    String where =
        failure.stage().equals(run.facts().name()) ? "" : " in `" + failure.stage() + "`";
    return where + (failure.exitCode() == null ? "" : ", exit " + failure.exitCode());
  }
}
