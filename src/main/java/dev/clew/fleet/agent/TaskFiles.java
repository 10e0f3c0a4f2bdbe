package dev.clew.fleet.agent;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetJson;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A task's directory: its journal, which says how far it is and is on disk before the next step,
/// its output until that is sent, and the home of its records. So nothing is started twice,
/// whatever comes twice.
record TaskFiles(Path directory) {
  String id() {
    return String.valueOf(directory.getFileName());
  }

  private Path journal() {
    return directory.resolve("task.json");
  }

  Path output() {
    return directory.resolve("output");
  }

  /// The journal; nothing for a task that is not known.
  Optional<TaskEntry> read() {
    try {
      return Optional.of(FleetJson.read(Files.readAllBytes(journal()), TaskEntry.class));
    } catch (NoSuchFileException unknown) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, journal() + ": " + e.getMessage() + ".", e);
    } catch (UncheckedIOException damaged) {
      throw new ClewError(ErrorCode.E023, journal() + " is damaged.", damaged);
    }
  }

  /// Writes the journal; when it returns, it is on disk.
  void write(TaskEntry entry) {
    Path written = directory.resolve("task.json.new");
    try {
      PrivateFiles.createDirectories(directory);
      Files.deleteIfExists(written);
      try (FileChannel out = PrivateFiles.create(written)) {
        ByteBuffer bytes = ByteBuffer.wrap(FleetJson.bytes(entry));
        while (bytes.hasRemaining()) {
          var _ = out.write(bytes);
        }
        out.force(true);
      }
      var _ = Files.move(written, journal(), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel parent = FileChannel.open(directory)) {
        parent.force(true);
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, journal() + ": " + e.getMessage() + ".", e);
    }
  }

  /// Files of records that have not been sent.
  List<Path> records(dev.clew.config.Home home) {
    try {
      return home.runFiles();
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage() + ".", e);
    }
  }

  /// Forgets it.
  void remove() {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage() + ".", e);
    }
  }
}
