package dev.clew.posix;

/// What became of a process, as `wait(2)` tells it.
public sealed interface WaitStatus {
  /// It returned a code.
  record Exited(int code) implements WaitStatus {}

  /// It died of a signal.
  record Signaled(int signal) implements WaitStatus {}

  /// A signal has stopped it; it can go on.
  record Stopped(int signal) implements WaitStatus {}

  /// From the number that the kernel gives.
  static WaitStatus of(int status) {
    if ((status & 0x7F) == 0) {
      return new Exited((status >> 8) & 0xFF);
    }
    return (status & 0xFF) == 0x7F
        ? new Stopped((status >> 8) & 0xFF)
        : new Signaled(status & 0x7F);
  }
}
