package dev.clew.fleet;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.bus.Bucket;
import dev.clew.fleet.bus.Bucket.Versioned;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A bucket's values as records, in memory, a moment behind it at most. Writes go to the bucket,
/// and decide by what it holds.
///
/// @param <T> a record
public final class Mirror<T> {
  private static final long COMPLETE_SECONDS = 10;
  private static final int ATTEMPTS = 50;

  private final Bucket bucket;
  private final Class<T> type;
  private final Map<String, Held<T>> held = new ConcurrentHashMap<>();
  private final CountDownLatch complete = new CountDownLatch(1);
  private volatile BiConsumer<String, @Nullable T> observer = (_, _) -> {};

  private record Held<T>(T value, long revision) {}

  public Mirror(Bucket bucket, Class<T> type) {
    this.bucket = bucket;
    this.type = type;
  }

  /// Takes each change, on a thread of the connection: null for a value that was removed.
  public Mirror<T> observed(BiConsumer<String, @Nullable T> by) {
    observer = by;
    return this;
  }

  /// Begins to follow the bucket, and returns when all that it holds is here.
  public Mirror<T> open() throws InterruptedException {
    bucket.watch(
        new Bucket.Watcher() {
          @Override
          public void changed(String key, @Nullable Versioned value) {
            take(key, value);
          }

          @Override
          public void complete() {
            complete.countDown();
          }
        });
    if (!complete.await(COMPLETE_SECONDS, TimeUnit.SECONDS)) {
      throw new ClewError(ErrorCode.E123, "a bucket is not shown; JetStream has no leader for it.");
    }
    return this;
  }

  private void take(String key, @Nullable Versioned value) {
    if (value == null) {
      held.remove(key);
      observer.accept(key, null);
    } else {
      put(key, FleetJson.read(value.value(), type), value.revision());
    }
  }

  /// What comes from the watch may be older than what was just written.
  private void put(String key, T value, long revision) {
    Held<T> now =
        held.merge(
            key,
            new Held<>(value, revision),
            (old, fresh) -> fresh.revision() > old.revision() ? fresh : old);
    if (now.revision() == revision) {
      observer.accept(key, value);
    }
  }

  public Optional<T> get(String key) {
    return Optional.ofNullable(held.get(key)).map(Held::value);
  }

  /// The value that the bucket holds, where it is not here yet.
  public Optional<T> fetch(String key) {
    Optional<Versioned> there = bucket.get(key);
    there.ifPresent(value -> put(key, FleetJson.read(value.value(), type), value.revision()));
    return get(key);
  }

  public Collection<T> values() {
    return held.values().stream().map(Held::value).toList();
  }

  /// Writes a value that is not there.
  ///
  /// @return false when there is one
  public boolean create(String key, T value) {
    OptionalLong revision = bucket.create(key, FleetJson.bytes(value));
    revision.ifPresent(number -> put(key, value, number));
    return revision.isPresent();
  }

  /// Changes a value that is there, from what the bucket holds, as often as somebody else is
  /// faster.
  ///
  /// @param change returns an equal value where nothing is to be written; may be called again
  /// @return the value as it is now
  /// @throws ClewError E123 when it is not there
  public T update(String key, UnaryOperator<T> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Versioned now =
          bucket
              .get(key)
              .orElseThrow(() -> new ClewError(ErrorCode.E123, key + " has been removed."));
      T old = FleetJson.read(now.value(), type);
      T fresh = change.apply(old);
      if (fresh.equals(old)) {
        put(key, old, now.revision());
        return old;
      }
      OptionalLong revision = bucket.update(key, FleetJson.bytes(fresh), now.revision());
      if (revision.isPresent()) {
        put(key, fresh, revision.getAsLong());
        return fresh;
      }
    }
    throw new ClewError(ErrorCode.E123, key + " is changed by too many at once.");
  }

  /// Forgets a value.
  public void remove(String key) {
    bucket.remove(key);
    held.remove(key);
  }
}
