package dev.clew.pattern;

/// Ends a search that takes too long, or whose answer has no reader any more.
@FunctionalInterface
public interface Limit {
  /// Never ends one.
  Limit NONE = () -> false;

  /// Whether to stop; a search asks every few milliseconds.
  boolean reached();
}
