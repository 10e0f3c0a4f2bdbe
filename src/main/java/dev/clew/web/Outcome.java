package dev.clew.web;

import dev.clew.history.Durations;
import dev.clew.store.StoredRun;

/// How a run went, in a sentence.
final class Outcome {
  private Outcome() {}

  static String of(StoredRun run, RunDigest digest) {
    String took = Durations.text(run.facts().duration());
    return switch (run.facts().state()) {
      case "ok" -> "succeeded in " + took;
      case "failed" -> "failed after " + took + cause(run, digest);
      case "interrupted" -> "interrupted after " + took;
      default -> "running for " + took;
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
