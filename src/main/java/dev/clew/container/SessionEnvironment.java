package dev.clew.container;

import dev.clew.config.ContainerSettings;
import dev.clew.config.TelemetrySettings;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.redaction.Redaction;
import dev.clew.runfile.RunId;
import io.opentelemetry.context.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The variables of a session: context, ids, the standard's settings and where to export. Headers,
/// client keys and what looks like a secret stay outside.
record SessionEnvironment(
    TelemetrySettings telemetry,
    ContainerSettings container,
    EnvironmentCarrier carrier,
    Redaction redaction,
    Map<String, String> own) {
  /// Settings that hold no credential and no path of the host's.
  private static final Pattern PASSED =
      Pattern.compile(
          "OTEL_(SDK_DISABLED|SERVICE_NAME|PROPAGATORS|(TRACES|METRICS|LOGS)_EXPORTER"
              + "|TRACES_SAMPLER(_ARG)?|METRIC_EXPORT_(INTERVAL|TIMEOUT)|BSP_\\w+|BLRP_\\w+"
              + "|EXPORTER_OTLP_((TRACES|METRICS|LOGS)_)?(TIMEOUT|COMPRESSION))"
              + "|CLEW_TELEMETRY_(ENABLED|CAPTURE_CONTENT)");

  /// What the container is given.
  ///
  /// @param context with the session's span
  HandIn read(Context context, RunId run, String session, Engine engine, ContainerRequest request) {
    if (!request.run().inject()) {
      return HandIn.NOTHING;
    }
    String host = "host".equals(request.network()) ? null : engine.host();
    HandIn export =
        new ExportHandIn(telemetry, request.forwardCredentials(), host).read(container.endpoint());
    Map<String, String> variables = new LinkedHashMap<>();
    own.forEach(
        (name, value) -> {
          if (PASSED.matcher(name).matches()) {
            variables.put(name, value);
          }
        });
    variables.putAll(carrier.inject(context));
    variables.put("CLEW_RUN_ID", run.hex());
    variables.put("CLEW_SESSION_ID", session);
    variables.put("OTEL_RESOURCE_ATTRIBUTES", resource(run, session, request));
    variables.putAll(export.variables());
    return new HandIn(variables, export.secrets(), export.files(), export.gateway());
  }

  /// The user's attributes, without those that look like a secret, and the ids by which any SDK's
  /// records belong to run and session.
  private String resource(RunId run, String session, ContainerRequest request) {
    Map<String, String> attributes = new TreeMap<>();
    telemetry
        .resourceAttributes()
        .forEach(
            (key, value) -> {
              if (redaction.attribute(key, value).equals(value)) {
                attributes.put(key, value);
              }
            });
    attributes.put("parallax.run.id", run.hex());
    attributes.put("cli.invocation.id", run.hex());
    attributes.put("session.id", session);
    attributes.put("container.image.name", Image.repository(request.image()));
    return attributes.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
