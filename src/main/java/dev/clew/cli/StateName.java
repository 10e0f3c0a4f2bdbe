package dev.clew.cli;

import java.util.Locale;

/// States of runs by which a list is filtered.
public enum StateName {
  OK,
  FAILED,
  RUNNING,
  INTERRUPTED;

  /// The word of [dev.clew.history.State#word].
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
