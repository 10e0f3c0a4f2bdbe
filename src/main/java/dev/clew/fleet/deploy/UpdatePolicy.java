package dev.clew.fleet.deploy;

import java.util.Locale;

/// How replicas are replaced by those of another version.
///
/// @param parallel how many at a time
public record UpdatePolicy(int parallel, Order order) {
  public static final UpdatePolicy USUAL = new UpdatePolicy(1, Order.START_FIRST);

  /// Which comes first for each replica.
  public enum Order {
    /// The new one is healthy before the old one ends.
    START_FIRST,
    /// The old one has ended before the new one starts.
    STOP_FIRST;

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
