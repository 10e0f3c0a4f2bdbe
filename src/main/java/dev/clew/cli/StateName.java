package dev.clew.cli;

import dev.clew.history.State;

/// States of runs by which a list is filtered.
public enum StateName {
  OK,
  FAILED,
  RUNNING,
  INTERRUPTED;

  boolean is(State state) {
    return name().equalsIgnoreCase(state.word());
  }
}
