package dev.clew.transfer;

/// The arrays around documents. Notes those that hold none: `[[[[`, or one that is never closed.
final class ArrayNesting {
  private final Damages damages;
  private long line;
  private long offset;
  private long depth;
  private boolean nested;
  private boolean holds;

  ArrayNesting(Damages damages) {
    this.damages = damages;
  }

  /// An array begins.
  void open(long atLine, long atOffset) {
    if (depth == 0) {
      line = atLine;
      offset = atOffset;
      holds = false;
    }
    nested = depth++ > 0;
  }

  /// One ends; a single empty one is no damage.
  void close() {
    if (depth > 0 && --depth == 0) {
      note(nested, "arrays in one another that hold no document");
      nested = false;
    }
  }

  /// A document begins, or what is noted as none.
  void hold() {
    holds = true;
  }

  /// Damage follows: its brackets close nothing.
  void leave() {
    depth = 0;
  }

  /// The file ends.
  void end() {
    note(depth > 0, "an array that is not closed and holds no document");
  }

  private void note(boolean wrong, String reason) {
    if (wrong && !holds) {
      damages.add(line, offset, reason);
    }
  }
}
