package dev.clew.cli.move;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.InputFiles;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runfile.RunId;
import dev.clew.runs.remote.ServerAddress;
import dev.clew.runs.remote.Upload;
import dev.clew.transfer.Import;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
  private final CliContext context;
  private final GlobalOptions options;

  @Mixin SourceOptions source;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of OTLP; - is standard input.")
  List<String> files;

  @Option(
      names = "--as",
      paramLabel = "ID",
      description = "Put everything into one run of this id, whatever the records say.")
  @Nullable String only;

  @Option(names = "--force", description = "Replace runs that are there already.")
  boolean force;

  public ImportCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public Integer call() {
    if (only != null && !RunId.isValid(only)) {
      throw new ClewError(ErrorCode.E024, "--as " + only);
    }
    Optional<ServerAddress> server = source.address(context);
    if (server.isPresent()) {
      return toBackend(server.get());
    }
    String unique = ProcessHandle.current().pid() + "-" + context.nowNanos();
    Import.Result result =
        Import.intoFiles(
            InputFiles.of(files, context.cwd()),
            context.home(),
            Optional.ofNullable(only),
            force,
            unique);
    new ImportPrinter(context, options.json()).print(result, "");
    return code(result);
  }

  private int toBackend(ServerAddress server) {
    if (only != null || force) {
      throw new ClewError(
          ErrorCode.E001, "--as and --force are for files; a backend keeps what it is sent.");
    }
    Import.Result result =
        Import.into(InputFiles.of(files, context.cwd()), new Upload(server, Thread::sleep));
    new ImportPrinter(context, options.json()).print(result, server.toString());
    return code(result);
  }

  /// What was not taken, the user has to know of: scripts do not read what is printed.
  private static int code(Import.Result result) {
    return result.rejected() == 0 && result.damages().count() == 0 ? 0 : 1;
  }
}
