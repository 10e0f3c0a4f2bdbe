package dev.clew.cli.move;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.InputFiles;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.transfer.Import;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clew import FILE…`.
@Command(
    name = "import",
    description = {
      "Read OTLP of any origin: JSON Lines, JSON or protobuf, plain or gzipped.",
      "Records become runs by their run id, else by their trace.",
      "What is not taken is named with its place and reason, and the exit code is 1."
    },
    footer = {
      "  clew import run.jsonl",
      "  clew import 8b4766a1c2d3e4f5-*.jsonl",
      "  curl -s https://ci.example.org/run.jsonl.gz | clew import -",
      "  clew import --server http://build:4000 collector.binpb"
    })
public final class ImportCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Mixin ImportTarget target;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of OTLP; - is standard input.")
  List<String> files;

  public ImportCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    CliContext context = sessions.context();
    Import.Result result = target.take(InputFiles.of(files, context.cwd()), sessions);
    new ImportPrinter(context, sessions.options().json()).print(result);
    // Scripts do not read what is printed.
    return result.isComplete() ? 0 : 1;
  }
}
