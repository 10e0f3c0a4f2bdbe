package dev.clew.fleet.node;

import java.util.Locale;

/// How a node stands.
public enum FleetNodeState {
  READY,
  /// It ends what it has and takes nothing more.
  DRAINING,
  /// Its agent has ended in order.
  LEFT,
  /// Nothing was heard of it for some seconds.
  SILENT,
  /// Nothing was heard of it for so long that its tasks are given up.
  LOST;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
