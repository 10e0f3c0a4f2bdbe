package dev.clew.fleet.deploy;

import java.util.Locale;

/// A version of what is wanted of a stack.
///
/// @param version from 1, without gaps
/// @param identity who wanted it
/// @param applied RFC 3339
/// @param run that it is part of; empty for none
/// @param traceparent of the span that committed it; empty for none
public record Revision(
    long version,
    Kind kind,
    Stack stack,
    String identity,
    String applied,
    String run,
    String traceparent) {
  /// How it came to be.
  public enum Kind {
    APPLY,
    ROLLBACK,
    DELETE;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
