package dev.clew.cli.move;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.ReadOutput;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.transfer.RunExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where records are exported to.
final class ExportTarget {
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

  /// Checks the options.
  ///
  /// @throws ClewError E001 when options contradict each other
  void check() {
    if ((file != null && split) || (directory != null && !split)) {
      throw new ClewError(
          ErrorCode.E001, split ? "--split takes --dir, not --to." : "--dir belongs to --split.");
    }
  }

  boolean isStandardOutput() {
    return !split && (file == null || file.equals("-"));
  }

  /// Writes one file, or one for each signal.
  ///
  /// @return the files
  List<Path> toFiles(RunExport export, Path cwd) {
    if (split) {
      return export.split(cwd.resolve(directory == null ? Path.of("") : directory), force);
    }
    Path path = cwd.resolve(String.valueOf(file));
    export.toFile(path, force);
    return List.of(path);
  }

  static void toStandardOutput(RunExport export, CliContext context) {
    try {
      export.to(new ReadOutput(context.out().json()));
    } catch (ReadOutput.NobodyReads _) {
      return;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E067, "standard output: " + e.getMessage(), e);
    }
  }
}
