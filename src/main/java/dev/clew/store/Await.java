package dev.clew.store;

import dev.clew.error.ClewError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Waits for what another thread does.
final class Await {
  private Await() {}

  /// Its result.
  ///
  /// @throws ClewError as it came there
  static <T> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ClewError error ? error : e;
    }
  }
}
