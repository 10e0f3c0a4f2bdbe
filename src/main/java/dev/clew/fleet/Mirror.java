package dev.clew.fleet;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.bus.Bucket;
import dev.clew.fleet.bus.Bucket.Change;
import dev.clew.fleet.bus.Bucket.Versioned;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A bucket's values as records, in memory, a moment behind it at most. Writes go to the bucket,
/// and decide by what it holds.
///
/// @param <T> a record
public final class Mirror<T> implements AutoCloseable {
  private static final long PERIOD_MILLIS = 200;
  private static final int ATTEMPTS = 50;

  private final Bucket bucket;
  private final Class<T> type;
  private final Map<String, Held<T>> held = new ConcurrentHashMap<>();
  private Consumer<T> listener = _ -> {};
  private volatile long seen;
  private volatile boolean closed;

  private record Held<T>(T value, long revision) {}

  public Mirror(Bucket bucket, Class<T> type) {
    this.bucket = bucket;
    this.type = type;
  }

  /// Has each value told that comes from the bucket, also what it holds at the beginning.
  public Mirror<T> telling(Consumer<T> to) {
    listener = to;
    return this;
  }

  /// Takes all that the bucket holds, and follows it from then on.
  public Mirror<T> open() {
    load();
    Thread.ofPlatform().daemon().name("clew-mirror").start(this::follow);
    return this;
  }

  /// Takes what the bucket has that is not here yet.
  void load() {
    for (var change = bucket.changeAfter(seen);
        change.isPresent();
        change = bucket.changeAfter(seen)) {
      take(change.get());
    }
  }

  /// A bucket is asked, not watched: what would watch it lies on one of the servers, and goes with
  /// it.
  private void follow() {
    try {
      while (!closed) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        try {
          load();
        } catch (ClewError away) {
          // The servers are being looked for; what has happened meanwhile is seen then.
          TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Change change) {
    Versioned value = change.value();
    if (value == null) {
      held.computeIfPresent(
          change.key(), (_, old) -> old.revision() > change.revision() ? old : null);
    } else {
      T fresh = FleetJson.read(value.value(), type);
      put(change.key(), fresh, value.revision());
      listener.accept(fresh);
    }
    seen = change.revision();
  }

  /// What is seen of the bucket may be older than what was just written.
  private void put(String key, T value, long revision) {
    held.merge(
        key,
        new Held<>(value, revision),
        (old, fresh) -> fresh.revision() > old.revision() ? fresh : old);
  }

  /// Grows with each change that is seen or written.
  public long revision() {
    return held.values().stream().mapToLong(Held::revision).reduce(seen, Math::max);
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

  /// Ends following.
  @Override
  public void close() {
    closed = true;
  }
}
