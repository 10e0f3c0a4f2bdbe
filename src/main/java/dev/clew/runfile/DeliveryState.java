package dev.clew.runfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a run file stands between this machine and a backend.
public enum DeliveryState {
  /// It was recorded to a file alone; nobody has asked to send it.
  NONE,
  /// A backend is to get it and has not confirmed all of it.
  PENDING,
  /// A backend has confirmed it; records that the backend rejected by number are not sent again.
  DELIVERED;

  /// The state of a run file. One without a mark is to be sent when it is a spool: `data/spool`
  /// holds only what is meant for a backend.
  ///
  /// @throws IOException when the file or its mark cannot be read
  public static DeliveryState of(Path runFile) throws IOException {
    if (!DeliveryCheckpoint.exists(runFile)) {
      Path directory = runFile.getParent();
      return directory != null && directory.endsWith("spool") ? PENDING : NONE;
    }
    return DeliveryCheckpoint.read(runFile).isSettled(Files.size(runFile)) ? DELIVERED : PENDING;
  }
}
