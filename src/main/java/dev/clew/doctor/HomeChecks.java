package dev.clew.doctor;

import dev.clew.config.Home;
import dev.clew.runfile.DeliveryState;
import dev.clew.runfile.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Checks of the home directory and what lies in it.
final class HomeChecks {
  private static final long LITTLE_SPACE = 200L << 20;
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Home home;
  private final Clock clock;

  HomeChecks(Home home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  /// Whether runs can be kept.
  Check directory() {
    Path root = home.root();
    String elsewhere = "make it writable, or set CLEW_HOME to a directory that is";
    try {
      Path existing = root;
      while (existing != null && !Files.exists(existing)) {
        existing = existing.getParent();
      }
      if (existing == null || !Files.isWritable(existing)) {
        return Check.fail("home", existing + " cannot be written", elsewhere);
      }
      long free = Files.getFileStore(existing).getUsableSpace();
      if (free < LITTLE_SPACE) {
        return Check.warn(
            "home", root + " has " + (free >> 20) + " MB left", "make room, or run clew prune");
      }
      if (existing.equals(root) && isOpen(root)) {
        return Check.warn("home", "others may read " + root, "chmod 700 " + root);
      }
      return Check.ok("home", root + (existing.equals(root) ? "" : " (not made yet)"));
    } catch (IOException e) {
      return Check.fail("home", root + ": " + e, elsewhere);
    }
  }

  private static boolean isOpen(Path directory) throws IOException {
    return Files.getPosixFilePermissions(directory).stream()
        .anyMatch(
            right ->
                right == PosixFilePermission.GROUP_READ
                    || right == PosixFilePermission.OTHERS_READ);
  }

  /// Whether runs wait for a backend.
  Check pending() {
    try {
      int pending = 0;
      for (Path file : home.runFiles()) {
        if (DeliveryState.of(file) == DeliveryState.PENDING && !RunFile.isOwned(file)) {
          pending++;
        }
      }
      return pending == 0
          ? Check.ok("delivery", "no run awaits delivery")
          : Check.warn("delivery", pending + " runs await delivery", "clew replay --pending");
    } catch (IOException e) {
      return Check.fail("delivery", String.valueOf(e), "look at the permissions of the file");
    }
  }

  /// Whether the clock is behind what has been recorded.
  Check time() {
    Instant now = clock.instant();
    try {
      for (Path file : home.runFiles()) {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        if (written.isAfter(now.plus(SKEW))) {
          return Check.warn(
              "clock",
              "it is " + now + ", but a run was recorded at " + written,
              "set the clock: times of spans will be wrong");
        }
      }
      return Check.ok("clock", now.toString());
    } catch (IOException e) {
      return Check.fail("clock", String.valueOf(e), "look at the permissions of the file");
    }
  }
}
