package dev.clew.store;

/// Is told how long commits take, in nanoseconds, from when a request was handed in.
@FunctionalInterface
public interface CommitTimer {
  void committed(long nanos);
}
