package dev.clew.container;

/// A signal has ended a launch before its container ran.
final class LaunchInterrupted extends Exception {
  private static final long serialVersionUID = 1;

  private final int signal;

  LaunchInterrupted(int signal) {
    super("signal " + signal);
    this.signal = signal;
  }

  int signal() {
    return signal;
  }
}
