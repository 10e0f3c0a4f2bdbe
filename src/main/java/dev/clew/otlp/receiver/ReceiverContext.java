package dev.clew.otlp.receiver;

import dev.clew.store.Ingest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/// What all receivers share.
public final class ReceiverContext {
  private final Ingest ingest;
  private final ByteBudget budget;
  private final OtlpMeters meters;
  private final Executor workers;
  private final LongSupplier nanos;
  private final BiConsumer<String, Throwable> failures;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicBoolean draining = new AtomicBoolean();

  /// What all connections share.
  ///
  /// @param budget of all bytes in flight
  /// @param workers for decompression and transcoding
  /// @param nanos a clock that only goes forward
  /// @param failures takes what is no fault of a client's, for the log
  public ReceiverContext(
      Ingest ingest,
      ByteBudget budget,
      MeterRegistry registry,
      Executor workers,
      LongSupplier nanos,
      BiConsumer<String, Throwable> failures) {
    this.ingest = ingest;
    this.budget = budget;
    this.meters = new OtlpMeters(registry, budget);
    this.workers = workers;
    this.nanos = nanos;
    this.failures = failures;
  }

  /// From now on requests are refused, with advice to try again.
  public void drain() {
    draining.set(true);
  }

  /// How many requests are not answered yet.
  public int pending() {
    return pending.get();
  }

  boolean isDraining() {
    return draining.get();
  }

  void begun() {
    pending.incrementAndGet();
  }

  void finished() {
    pending.decrementAndGet();
  }

  Ingest ingest() {
    return ingest;
  }

  ByteBudget budget() {
    return budget;
  }

  OtlpMeters meters() {
    return meters;
  }

  Executor workers() {
    return workers;
  }

  LongSupplier nanos() {
    return nanos;
  }

  BiConsumer<String, Throwable> failures() {
    return failures;
  }
}
