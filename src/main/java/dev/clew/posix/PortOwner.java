package dev.clew.posix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who listens on a port of this machine, as far as /proc shows it to this user.
public final class PortOwner {
  private static final String LISTENING = "0A";

  private PortOwner() {}

  /// In words, for an error.
  public static String of(int port) {
    return of(port, Path.of("/proc"));
  }

  static String of(int port, Path proc) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      sockets.addAll(sockets(proc.resolve(table), port));
    }
    return holder(proc, sockets)
        .orElse("it is in use by a process of another user or another container");
  }

  /// The inodes of the sockets that listen on the port.
  private static Set<String> sockets(Path table, int port) {
    Set<String> inodes = new HashSet<>();
    try {
      String suffix = String.format(Locale.ROOT, ":%04X", port);
      for (String line : Files.readAllLines(table)) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING)) {
          inodes.add("socket:[" + fields[9] + "]");
        }
      }
    } catch (IOException _) {
      // No such table: nothing is known.
    }
    return inodes;
  }

  private static Optional<String> holder(Path proc, Set<String> sockets) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process.resolve("fd"), sockets)) {
          return Optional.of(
              "process " + process.getFileName() + " (" + command(process) + ") listens on it");
        }
      }
    } catch (IOException _) {
      // Nobody to be named.
    }
    return Optional.empty();
  }

  private static boolean holds(Path descriptors, Set<String> sockets) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path each : all) {
        if (sockets.contains(Files.readSymbolicLink(each).toString())) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException _) {
      // It has gone, or is somebody else's.
    }
    return false;
  }

  private static String command(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException gone) {
      return "unknown";
    }
  }
}
