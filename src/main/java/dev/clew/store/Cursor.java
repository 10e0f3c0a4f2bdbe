package dev.clew.store;

/// A place in the order of storing: the ids of the newest rows.
public record Cursor(long span, long log, long point) {
  /// Before everything.
  public static final Cursor START = new Cursor(0, 0, 0);

  @Override
  public String toString() {
    return span + "." + log + "." + point;
  }

  /// What [#toString] has written.
  ///
  /// @throws IllegalArgumentException when it is no cursor
  public static Cursor parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("\"" + text + "\" is no cursor");
    }
    return new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }
}
