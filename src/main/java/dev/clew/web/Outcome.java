package dev.clew.web;

import dev.clew.history.Durations;
import dev.clew.store.StoredRun;

/// How a run went, in a sentence.
final class Outcome {
  private Outcome() {}

  static String of(StoredRun run, RunDigest digest) {
    boolean timed = RunView.isTimed(run, digest);
    String took = timed ? Durations.text(run.facts().duration()) : "";
    return switch (run.facts().state()) {
      case "ok" -> "succeeded" + (timed ? " in " + took : "");
      case "failed" -> "failed" + (timed ? " after " + took : "") + cause(run, digest);
      case "interrupted" -> "interrupted" + (timed ? " after " + took : "");
      default -> "running" + (timed ? " for " + took : "");
    };
  }

  private static String cause(StoredRun run, RunDigest digest) {
    RunDigest.Failure failure = digest.failure();
    if (failure == null) {
      return "";
    }
    String where =
        failure.stage().equals(run.facts().name()) ? "" : " in `" + failure.stage() + "`";
    return where + (failure.exitCode() == null ? "" : ", exit " + failure.exitCode());
  }
}
