package dev.clew.store;

/// A place in the order of storing: the ids of the newest rows.
public record Cursor(long span, long log, long point) {
  /// Before everything.
  public static final Cursor START = new Cursor(0, 0, 0);

  @Override
  public String toString() {
    return span + "." + log + "." + point;
  }
}
