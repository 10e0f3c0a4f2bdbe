package dev.clew.web.rpc;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Whether the daemon takes requests. `/health/ready` and gRPC's health service both answer from
/// it.
@Singleton
public final class Readiness {
  private final List<Runnable> observers = new CopyOnWriteArrayList<>();
  private volatile boolean ready;

  /// Whether requests are taken.
  public boolean isReady() {
    return ready;
  }

  /// Changes it, and notifies the observers on the calling thread.
  public void set(boolean value) {
    ready = value;
    observers.forEach(Runnable::run);
  }

  void onChange(Runnable observer) {
    observers.add(observer);
  }
}
