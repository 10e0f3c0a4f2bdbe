package dev.clew.runs;

/// Waits until a growing file is worth another look.
@FunctionalInterface
public interface Pause {
  void pause() throws InterruptedException;
}
