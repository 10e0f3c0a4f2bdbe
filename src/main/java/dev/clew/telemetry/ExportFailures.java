package dev.clew.telemetry;

import dev.clew.otlp.client.ExportResult;
import dev.clew.telemetry.delivery.Delivery.Failure;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Records the first failure of the export in the run itself, as `export.failed`.
final class ExportFailures implements Consumer<Failure> {
  private final AtomicReference<Recorder> recorder =
      new AtomicReference<>(new NullRecorder(DeliveryOutcome.DELIVERED));

  void recordTo(Recorder target) {
    recorder.set(target);
  }

  @Override
  public void accept(Failure failure) {
    recorder
        .get()
        .emit(
            "telemetry",
            Event.of(
                LifecycleEvent.EXPORT_FAILED,
                Severity.WARN,
                failure.describe(),
                Attributes.of(
                    AttributeKey.stringKey("clew.signal"),
                    failure.signal().label(),
                    AttributeKey.stringKey("server.address"),
                    failure.target().endpoint().getAuthority(),
                    AttributeKey.stringKey("error.type"),
                    type(failure.answer()))),
            Context.root());
  }

  private static String type(ExportResult answer) {
    return switch (answer) {
      case ExportResult.Confirmed _ -> "";
      case ExportResult.Partial _ -> "partial_success";
      case ExportResult.Refused refused -> refused.status();
      case ExportResult.TooLarge tooLarge -> tooLarge.status();
      case ExportResult.Unreachable unreachable -> unreachable.type();
    };
  }
}
