package dev.clew.cli.move;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.RunNames;
import dev.clew.runs.remote.ServerAddress;
import dev.clew.runs.remote.Upload;
import dev.clew.transfer.Import;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where records are imported to: this machine's files, or a backend.
final class ImportTarget {
  @Mixin SourceOptions place;

  @Option(
      names = "--as",
      paramLabel = "ID",
      description = "Put everything into one run of this id, whatever the records say.")
  @Nullable String only;

  @Option(names = "--force", description = "Replace runs that are there already.")
  boolean force;

  Import.Result take(List<Import.Source> sources, RecordingFactory sessions) {
    Optional<ServerAddress> server = place.address(sessions.context());
    if (server.isEmpty()) {
      Settings settings = sessions.settings();
      var names = new RunNames(settings.serve().runIdAttributes());
      return Import.intoFiles(sources, settings.home(), names, Optional.ofNullable(only), force);
    }
    if (only != null || force) {
      throw new ClewError(
          ErrorCode.E001, "--as and --force are for files; a backend keeps what it is sent.");
    }
    return Import.into(sources, new Upload(server.get(), Thread::sleep));
  }
}
