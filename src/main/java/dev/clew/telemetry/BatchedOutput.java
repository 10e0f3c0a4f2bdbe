package dev.clew.telemetry;

import dev.clew.telemetry.delivery.OutputBatch;
import org.jspecify.annotations.Nullable;

/// Collects output lines into batches; a full one is written by the thread that filled it, which so
/// waits for the disk.
final class BatchedOutput implements OutputSink {
  private final Journal journal;
  private final OutputBatch batch;

  BatchedOutput(Journal journal, OutputBatch batch) {
    this.journal = journal;
    this.batch = batch;
  }

  @Override
  public synchronized void line(
      byte[] text, int from, int to, byte @Nullable [] original, long nanos) {
    batch.add(text, from, to, original, nanos);
    if (batch.isFull()) {
      journal.appendOutput(batch.drain());
    }
  }

  @Override
  public synchronized void flush() {
    if (!batch.isEmpty()) {
      journal.appendOutput(batch.drain());
    }
  }
}
