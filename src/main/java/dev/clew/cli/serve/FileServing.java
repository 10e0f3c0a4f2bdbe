package dev.clew.cli.serve;

import dev.clew.cli.frame.InputFiles;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.config.Settings;
import dev.clew.serve.DaemonConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Serves files of OTLP from a store that exists for as long as they are looked at, on free ports.
record FileServing(RecordingFactory sessions, ProcessInfo self) {
  /// Serves until the process is told to end.
  ///
  /// @param page whose address is opened in the browser, empty for none
  /// @return the exit code
  int serve(Settings settings, ServeOptions options, List<String> files, String page)
      throws IOException {
    Path cwd = sessions.context().cwd();
    Path store = Files.createTempDirectory("clew-serve-");
    try {
      return self.server()
          .applyAsInt(
              new DaemonConfig(
                  settings,
                  options.forFiles(settings.serve(), cwd, store),
                  self.version(),
                  self.hostName(),
                  sessions.context().env(),
                  InputFiles.of(files, cwd),
                  new ServeConsole(sessions, self.pid(), page)));
    } finally {
      try (Stream<Path> all = Files.walk(store)) {
        all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
