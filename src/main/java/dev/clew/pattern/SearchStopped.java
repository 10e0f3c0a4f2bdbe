package dev.clew.pattern;

/// A search ended before it had an answer, because its [Limit] was reached.
public final class SearchStopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  SearchStopped() {
    super("a search has reached its limit", null, false, false);
  }
}
