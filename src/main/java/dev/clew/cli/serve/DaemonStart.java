package dev.clew.cli.serve;

import dev.clew.cli.frame.InputFiles;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.config.ServeSettings;
import dev.clew.config.Settings;
import dev.clew.serve.DaemonConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Serves until the process is told to end. The methods return its exit code.
///
/// @param page whose address is opened in the browser, empty for none
record DaemonStart(RecordingFactory sessions, ProcessInfo self, String page) {
  int serve(Settings settings, ServeOptions options) {
    return serve(settings, options.over(settings.serve(), sessions.context().cwd()), List.of());
  }

  /// Serves files of OTLP from a store that exists for as long as they are looked at, on free
  /// ports.
  int serve(Settings settings, ServeOptions options, List<String> files) throws IOException {
    Path cwd = sessions.context().cwd();
    Path store = Files.createTempDirectory("clew-serve-");
    try {
      return serve(settings, options.forFiles(settings.serve(), cwd, store), files);
    } finally {
      try (Stream<Path> all = Files.walk(store)) {
        all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private int serve(Settings settings, ServeSettings serve, List<String> files) {
    return self.server()
        .applyAsInt(
            new DaemonConfig(
                settings,
                serve,
                self.version(),
                self.hostName(),
                sessions.context().env(),
                InputFiles.of(files, sessions.context().cwd()),
                self.inherited(),
                new ServeConsole(sessions, self.pid(), page)));
  }
}
