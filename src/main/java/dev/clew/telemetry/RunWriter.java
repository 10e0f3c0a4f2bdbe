package dev.clew.telemetry;

import dev.clew.error.ErrorCode;
import dev.clew.runfile.OutputBatch;
import dev.clew.runfile.RunFile;
import dev.clew.runfile.RunFileSummary;
import dev.clew.runfile.RunTotals;
import dev.clew.telemetry.delivery.Delivery;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends records to the run's file as OTLP/JSON Lines. That the disk refuses them is told once,
/// and that they are lost; recording goes on with the next.
public final class RunWriter {
  private final RunFile file;
  private final @Nullable Delivery delivery;
  private final Closing closing;
  private final Clock clock;
  private final Warnings notices;
  private final Instant began;
  private boolean refused;
  private boolean broken;

  /// Writes to the file of a run.
  ///
  /// @param delivery sends the file on, or null when no backend is configured or another process of
  ///   the run does it
  /// @param closing what becomes of the file in the end
  public RunWriter(
      RunFile file, @Nullable Delivery delivery, Closing closing, Clock clock, Warnings notices) {
    this.file = file;
    this.delivery = delivery;
    this.closing = closing;
    this.clock = clock;
    this.notices = notices;
    this.began = clock.instant();
  }

  Instant now() {
    return clock.instant();
  }

  /// When this process began to record: the start time of its cumulative metrics.
  Instant began() {
    return began;
  }

  void append(SpanData span) {
    append(ByteBuffer.wrap(line(span)));
  }

  void append(LogRecordData record) {
    append(ByteBuffer.wrap(line(SdkRequest.ofLogs(List.of(record)))));
  }

  void append(Collection<MetricData> metrics) {
    append(ByteBuffer.wrap(line(SdkRequest.ofMetrics(metrics))));
  }

  /// A span as one line of OTLP/JSON.
  static byte[] line(SpanData span) {
    return line(SdkRequest.of(span));
  }

  private static byte[] line(byte[] json) {
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  private void append(ByteBuffer lines) {
    try {
      file.append(lines);
    } catch (IOException e) {
      tellBroken(e);
    }
    if (delivery != null) {
      delivery.begin();
    }
    tellRefused();
  }

  /// Waits while there are more lines of output than disk and memory take.
  void appendOutput(ByteBuffer lines) {
    try {
      file.appendOutput(lines, delivery == null ? Duration.ZERO : delivery.patience());
    } catch (IOException e) {
      tellBroken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      append(lines);
    }
    tellRefused();
  }

  private synchronized void tellRefused() {
    IOException refusal = file.refusal();
    // The process that began the run says it for all of them.
    if (refusal != null && !refused && file.isOwner()) {
      refused = true;
      Path further = file.overflowPath();
      notices.tell(
          ErrorCode.E023,
          refusal.getMessage()
              + "; recording goes on in "
              + (further == null ? "memory" : further));
    }
  }

  private synchronized void tellBroken(IOException e) {
    if (!broken) {
      broken = true;
      notices.tell(ErrorCode.E041, file.path() + " cannot be written: " + e.getMessage());
    }
  }

  BatchedOutput output(Resource resource, String stream, @Nullable String session) {
    return new BatchedOutput(this, new OutputBatch(SdkRequest.of(resource), stream, session));
  }

  RunTotals recorded() {
    try {
      return RunFileSummary.read(file, delivery == null ? 0 : delivery.confirmed());
    } catch (IOException e) {
      tellBroken(e);
      return RunTotals.NOTHING;
    }
  }

  DeliveryOutcome close() {
    try (file) {
      boolean delivered = closing.close(file, delivery);
      if (broken) {
        return DeliveryOutcome.LOST;
      }
      return delivered ? DeliveryOutcome.DELIVERED : DeliveryOutcome.KEPT;
    } catch (IOException e) {
      tellBroken(e);
      return DeliveryOutcome.LOST;
    }
  }

  /// What becomes of the file when the process has written its last record.
  public interface Closing {
    /// Decides it.
    ///
    /// @return whether everything in it is where it should be
    boolean close(RunFile file, @Nullable Delivery delivery) throws IOException;
  }
}
