package dev.clew.store;

/// Nanoseconds from one number to another, both included.
public record Range(long from, long to) {
  /// All durations, and all times since 1970.
  public static final Range ANY = new Range(0, Long.MAX_VALUE);
}
