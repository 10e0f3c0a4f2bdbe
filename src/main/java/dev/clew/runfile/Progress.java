package dev.clew.runfile;

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
public record Progress(long offset, long confirmed, long rejected, List<Part> refused) {
  public static final Progress NONE = new Progress(0, 0, 0, List.of());

  public Progress {
    refused = List.copyOf(refused);
  }

  /// Bytes of a file, whole lines.
  ///
  /// @param from inclusive
  /// @param to exclusive
  public record Part(long from, long to) {}

  public Progress at(long newOffset) {
    return new Progress(newOffset, confirmed, rejected, refused);
  }

  public Progress plus(long moreConfirmed, long moreRejected) {
    return new Progress(offset, confirmed + moreConfirmed, rejected + moreRejected, refused);
  }

  public Progress withRefused(Part part) {
    List<Part> parts = new ArrayList<>(refused);
    parts.add(part);
    return new Progress(offset, confirmed, rejected, parts);
  }

  public Progress withoutRefused(Part part) {
    List<Part> parts = new ArrayList<>(refused);
    parts.remove(part);
    return new Progress(offset, confirmed, rejected, parts);
  }

  /// The same of a file that lacks some bytes.
  ///
  /// @param from where they were
  /// @param bytes how many
  Progress without(long from, long bytes) {
    return new Progress(
        shifted(offset, from, bytes),
        confirmed,
        rejected,
        refused.stream()
            .map(part -> new Part(shifted(part.from, from, bytes), shifted(part.to, from, bytes)))
            .filter(part -> part.from < part.to)
            .toList());
  }

  private static long shifted(long position, long from, long bytes) {
    return position <= from ? position : Math.max(from, position - bytes);
  }

  /// Everything before it is confirmed or rejected.
  public long settled() {
    return refused.stream().mapToLong(Part::from).reduce(offset, Math::min);
  }

  /// Whether nothing is left to send of a file of this size.
  public boolean isSettled(long size) {
    return offset >= size && refused.isEmpty();
  }
}
