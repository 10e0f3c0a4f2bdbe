package dev.clew.cli.frame;

import java.util.Locale;

/// States of runs by which a list is filtered.
public enum StateName {
  OK,
  FAILED,
  RUNNING,
  INTERRUPTED;

  /// The word of [dev.clew.runs.State#word].
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
