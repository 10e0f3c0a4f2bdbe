package dev.clew.serve;

import dev.clew.config.LoggingSettings.Format;
import dev.clew.config.Settings;
import dev.clew.posix.Libc;
import dev.clew.posix.UnixDatagrams;
import dev.clew.telemetry.log.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// Where the daemon's log goes.
sealed interface LogOutput {
  String JOURNAL = "/run/systemd/journal/socket";

  void write(LogLine line);

  /// Under systemd the journal, or JSON on stderr where its socket is not there; else text on
  /// stderr. `[logging] format` says otherwise.
  ///
  /// @param stderr takes a line without its end
  static LogOutput of(
      Settings settings, Map<String, String> environment, String journal, Consumer<String> stderr) {
    boolean systemd = !environment.getOrDefault("INVOCATION_ID", "").isEmpty();
    if (settings.said("logging.format")) {
      return new Lines(settings.logging().format(), stderr);
    }
    var lines = new Lines(systemd ? Format.JSON : Format.TEXT, stderr);
    if (!systemd || !Files.exists(Path.of(journal))) {
      return lines;
    }
    try {
      return new Journal(UnixDatagrams.open(new Libc()), journal, lines);
    } catch (IOException noSockets) {
      return lines;
    }
  }

  /// Lines on stderr.
  record Lines(Format format, Consumer<String> stderr) implements LogOutput {
    @Override
    public void write(LogLine line) {
      stderr.accept(line.in(format));
    }
  }

  /// The journal.
  ///
  /// @param otherwise takes what the journal does not, while it is not there
  record Journal(UnixDatagrams socket, String address, LogOutput otherwise) implements LogOutput {
    @Override
    public void write(LogLine line) {
      try {
        socket.send(address, new JournalEntry(line).bytes());
      } catch (IOException e) {
        otherwise.write(line);
      }
    }
  }
}
