package dev.clew.cli.move;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.terminal.TerminalText;
import dev.clew.transfer.RunExport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clew export RUN`.
@Command(
    name = "export",
    description = "Write a run as OTLP/JSON Lines, which every reader of OTLP understands.",
    footer = {
      "  clew export 8b4766 | gzip > run.jsonl.gz",
      "  clew export 8b4766 --to run.jsonl",
      "  clew export 8b4766 --split --dir exported",
      "  clew export 8b4766 --server http://build:4000 | clew import -",
      "  clew export --no-run --server http://build:4000 --to others.jsonl.gz"
    })
public final class ExportCommand implements Callable<Integer> {
  private final CliContext context;
  private final GlobalOptions options;

  @Mixin ExportedRecords records;
  @Mixin ExportTarget target;

  public ExportCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public Integer call() {
    target.check();
    var export = new RunExport(records.find(context));
    if (target.isStandardOutput()) {
      ExportTarget.toStandardOutput(export, context);
    } else {
      print(target.toFiles(export, context.cwd()).stream().map(Path::toString).toList());
    }
    return 0;
  }

  private void print(List<String> files) {
    if (options.json()) {
      JsonOutput.object(context.out(), json -> JsonOutput.texts(json, "files", files));
    } else {
      files.forEach(file -> context.out().println(TerminalText.plain(file)));
    }
  }
}
