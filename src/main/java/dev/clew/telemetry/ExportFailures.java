package dev.clew.telemetry;

import dev.clew.telemetry.delivery.Delivered;
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
      new AtomicReference<>(new NullRecorder(Fate.DELIVERED));

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
                OwnEvent.EXPORT_FAILED,
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

  private static String type(Delivered answer) {
    return switch (answer) {
      case Delivered.Confirmed _ -> "";
      case Delivered.Partial _ -> "partial_success";
      case Delivered.Refused refused -> refused.status();
      case Delivered.TooLarge tooLarge -> tooLarge.status();
      case Delivered.Unreachable unreachable -> unreachable.type();
    };
  }
}
