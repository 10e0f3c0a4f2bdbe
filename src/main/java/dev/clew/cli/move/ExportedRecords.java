package dev.clew.cli.move;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RunArgument;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.RecordLines;
import dev.clew.runs.remote.RecordsOfNoRun;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which records are exported: a run, or what belongs to none.
final class ExportedRecords {
  @Mixin RunArgument run;

  @Option(
      names = "--no-run",
      description = "In place of a run, the records of a backend that belong to none.")
  boolean noRun;

  RecordLines find(CliContext context) {
    if (!noRun) {
      return run.find(context);
    }
    if (run.isGiven()) {
      throw new ClewError(ErrorCode.E001, "--no-run stands in place of a run; give one of them.");
    }
    return run.source()
        .address(context)
        .map(RecordsOfNoRun::new)
        .orElseThrow(
            () ->
                new ClewError(
                    ErrorCode.E001, "--no-run needs --server: files have no such records."));
  }
}
