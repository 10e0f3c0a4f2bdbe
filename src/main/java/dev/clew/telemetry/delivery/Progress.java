package dev.clew.telemetry.delivery;

import java.util.ArrayList;
import java.util.List;

/// How far one signal of a run file has been delivered.
///
/// @param offset everything of the signal before this byte has been dealt with
/// @param confirmed records that the backend has confirmed
/// @param rejected records that the backend took and refused one by one (`partial_success`): which,
///   it does not say, so they cannot be sent again
/// @param refused parts of the file before the offset whose requests were refused for good; a
///   replay tries them again
record Progress(long offset, long confirmed, long rejected, List<Part> refused) {
  static final Progress NONE = new Progress(0, 0, 0, List.of());

  Progress {
    refused = List.copyOf(refused);
  }

  /// Bytes of a file, whole lines.
  ///
  /// @param from inclusive
  /// @param to exclusive
  record Part(long from, long to) {}

  Progress at(long newOffset) {
    return new Progress(newOffset, confirmed, rejected, refused);
  }

  Progress plus(long moreConfirmed, long moreRejected) {
    return new Progress(offset, confirmed + moreConfirmed, rejected + moreRejected, refused);
  }

  Progress withRefused(Part part) {
    List<Part> parts = new ArrayList<>(refused);
    parts.add(part);
    return new Progress(offset, confirmed, rejected, parts);
  }

  Progress withoutRefused(Part part) {
    List<Part> parts = new ArrayList<>(refused);
    parts.remove(part);
    return new Progress(offset, confirmed, rejected, parts);
  }

  /// Whether nothing is left to send of a file of this size.
  boolean isSettled(long size) {
    return offset >= size && refused.isEmpty();
  }

  /// Whether the backend has confirmed everything in a file of this size.
  boolean isWhole(long size) {
    return isSettled(size) && rejected == 0;
  }
}
