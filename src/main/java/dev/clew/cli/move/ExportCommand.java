package dev.clew.cli.move;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.ReadOutput;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.RecordLines;
import dev.clew.runs.RunReference;
import dev.clew.runs.remote.RecordsOfNoRun;
import dev.clew.terminal.TerminalText;
import dev.clew.transfer.RunExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Mixin SourceOptions source;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "",
      description = RunReference.SYNTAX)
  String run;

  @Option(
      names = "--no-run",
      description = "In place of a run, the records of a backend that belong to none.")
  boolean noRun;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Write to this file, gzipped when its name ends in .gz; - is standard output.")
  @Nullable String file;

  @Option(
      names = "--split",
      description = "A file for each signal: RUN-traces.jsonl, RUN-logs.jsonl, RUN-metrics.jsonl.")
  boolean split;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where --split writes to (default: the working directory).")
  @Nullable Path directory;

  @Option(names = "--force", description = "Replace files that are there.")
  boolean force;

  public ExportCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public Integer call() {
    if ((file != null && split) || (directory != null && !split)) {
      throw new ClewError(
          ErrorCode.E001, split ? "--split takes --dir, not --to." : "--dir belongs to --split.");
    }
    RunExport export = new RunExport(noRun ? noRun() : source.find(context, run));
    if (split) {
      Path into = context.cwd().resolve(directory == null ? Path.of("") : directory);
      print(export.split(into, force));
    } else if (file == null || file.equals("-")) {
      toOutput(export);
    } else {
      Path path = context.cwd().resolve(file);
      export.toFile(path, force);
      print(List.of(path));
    }
    return 0;
  }

  private RecordLines noRun() {
    if (!run.isEmpty()) {
      throw new ClewError(ErrorCode.E001, "--no-run stands in place of a run; give one of them.");
    }
    return source
        .address(context)
        .map(RecordsOfNoRun::new)
        .orElseThrow(
            () ->
                new ClewError(
                    ErrorCode.E001, "--no-run needs --server: files have no such records."));
  }

  private void toOutput(RunExport export) {
    try {
      export.to(new ReadOutput(context.out().json()));
    } catch (ReadOutput.NobodyReads _) {
      return;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E067, "standard output: " + e.getMessage(), e);
    }
  }

  private void print(List<Path> files) {
    if (!options.json()) {
      files.forEach(path -> context.out().println(TerminalText.plain(path.toString())));
      return;
    }
    try (JsonOutput output = new JsonOutput(context.out())) {
      output.line(
          json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("files");
            for (Path path : files) {
              json.writeString(path.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
          });
    }
  }
}
