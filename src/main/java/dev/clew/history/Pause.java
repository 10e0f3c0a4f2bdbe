package dev.clew.history;

/// Waits until a growing file is worth another look.
@FunctionalInterface
public interface Pause {
  void pause() throws InterruptedException;
}
