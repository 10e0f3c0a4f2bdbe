package dev.clew.telemetry;

import dev.clew.config.TelemetrySettings;
import dev.clew.redaction.Redaction;
import dev.clew.runfile.RunId;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.resources.ResourceBuilder;
import java.util.Map;

/// The resource of everything that one process records: who, where and in which run. What the user
/// set in `OTEL_RESOURCE_ATTRIBUTES` is never overwritten, except for the run id itself.
public final class RunResource {
  private RunResource() {}

  /// Puts together what is known when the run starts.
  ///
  /// @param surroundings what is known of the pipeline and repository; their addresses may hold
  ///   credentials
  public static Resource of(
      TelemetrySettings settings,
      RunId run,
      HostInfo machine,
      Redaction redaction,
      Map<String, String> surroundings) {
    ResourceBuilder builder =
        Resource.builder()
            .put("service.version", machine.clewVersion())
            .put("host.name", machine.hostName())
            .put("process.pid", machine.pid());
    surroundings.forEach((key, value) -> builder.put(key, redaction.text(value)));
    settings
        .resourceAttributes()
        .forEach((key, value) -> builder.put(redaction.name(key), redaction.attribute(key, value)));
    builder.put("service.name", redaction.text(settings.serviceName()));
    String serviceVersion = settings.serviceVersion();
    if (serviceVersion != null) {
      builder.put("service.version", redaction.text(serviceVersion));
    }
    return builder.put("parallax.run.id", run.hex()).put("cli.invocation.id", run.hex()).build();
  }
}
