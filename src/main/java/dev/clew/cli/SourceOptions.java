package dev.clew.cli;

import dev.clew.history.History;
import dev.clew.history.Runs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command reads runs from.
final class SourceOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Use the runs of this backend (`clew serve`) in place of this machine's files (default:"
              + " CLEW_SERVER; empty: the files).")
  @Nullable String server;

  /// Where runs are read from.
  Runs runs(CliContext context) {
    return new History(context.home(), context.clock());
  }
}
