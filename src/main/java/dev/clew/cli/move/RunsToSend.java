package dev.clew.cli.move;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.Deliveries;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.file.History;
import dev.clew.runs.file.RunFiles;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which runs are sent: those that are named, or all that await delivery.
final class RunsToSend {
  @Parameters(arity = "0..*", paramLabel = "RUN", description = "Ids of runs, or their beginnings.")
  List<String> runs = List.of();

  @Option(names = "--pending", description = "Every run that awaits delivery.")
  boolean pending;

  List<RunFileHandle> find(CliContext context) {
    if (runs.isEmpty() != pending) {
      throw new ClewError(ErrorCode.E001, "name the runs, or give --pending.");
    }
    if (pending) {
      return new RunFiles(context.home())
          .all().stream().filter(file -> Deliveries.isPending(file.path())).toList();
    }
    var history = new History(context.home(), context.clock());
    return runs.stream().map(history::resolve).toList();
  }
}
