package dev.clew.container;

import dev.clew.config.OtlpTarget;
import dev.clew.config.OtlpTarget.Protocol;
import dev.clew.config.TelemetrySettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where and how a container exports: Clew's own targets as they are reached from inside, in the
/// standard's variables. One variable serves all signals where they agree.
final class ExportHandIn {
  private static final String PREFIX = "OTEL_EXPORTER_OTLP_";

  /// Where certificates and keys are mounted.
  private static final String FILES = "/run/clew/";

  private final Map<String, OtlpTarget> targets = new LinkedHashMap<>();
  private final boolean credentials;
  private final @Nullable String host;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private boolean gateway;

  /// @param credentials whether headers, client keys and queries are handed in
  /// @param host name of the host's machine in the container, or null where it shares its network
  ExportHandIn(TelemetrySettings settings, boolean credentials, @Nullable String host) {
    this.credentials = credentials;
    this.host = host;
    add("TRACES_", settings.traces());
    add("METRICS_", settings.metrics());
    add("LOGS_", settings.logs());
  }

  private void add(String signal, @Nullable OtlpTarget target) {
    if (target != null) {
      targets.put(signal, target);
    }
  }

  /// Puts everything together.
  ///
  /// @param override the endpoint that somebody named for containers, or null
  HandIn read(@Nullable URI override) {
    if (override == null) {
      endpoints();
    } else {
      // Whoever names it knows the way, but for the gateway that its name may need.
      var named = ReachableEndpoint.of(override, null, true);
      variables.put(PREFIX + "ENDPOINT", override.toString());
      gateway = named.viaGateway();
      put(variables, "PROTOCOL", ExportHandIn::protocol);
    }
    put(files("CERTIFICATE", OtlpTarget::certificate));
    if (credentials) {
      put(secrets, "HEADERS", ExportHandIn::headers);
      put(files("CLIENT_KEY", OtlpTarget::clientKey));
      put(files("CLIENT_CERTIFICATE", OtlpTarget::clientCertificate));
    }
    return new HandIn(variables, secrets, files, gateway);
  }

  private void endpoints() {
    Set<String> bases = new LinkedHashSet<>();
    targets.forEach((signal, target) -> bases.add(base(signal, target)));
    put(variables, "PROTOCOL", ExportHandIn::protocol);
    if (bases.size() == 1 && !bases.contains("")) {
      variables.put(PREFIX + "ENDPOINT", bases.iterator().next());
    } else {
      targets.forEach(
          (signal, target) ->
              variables.put(PREFIX + signal + "ENDPOINT", inside(target.endpoint()).toString()));
    }
  }

  private URI inside(URI endpoint) {
    var reachable = ReachableEndpoint.of(endpoint, host, credentials);
    gateway |= reachable.viaGateway();
    return reachable.uri();
  }

  /// The general endpoint that leads a signal to its target; empty when there is none.
  private String base(String signal, OtlpTarget target) {
    String uri = inside(target.endpoint()).toString();
    String path =
        "/v1/" + signal.substring(0, signal.length() - 1).toLowerCase(java.util.Locale.ROOT);
    if (target.protocol() == Protocol.GRPC) {
      return uri;
    }
    return uri.endsWith(path) ? uri.substring(0, uri.length() - path.length()) : "";
  }

  private static String protocol(OtlpTarget target) {
    return target.protocol() == Protocol.GRPC ? "grpc" : "http/protobuf";
  }

  private static @Nullable String headers(OtlpTarget target) {
    return target.headers().isEmpty()
        ? null
        : target.headers().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining(","));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private record Files(String name, Function<OtlpTarget, @Nullable Path> file) {}

  private static Files files(String name, Function<OtlpTarget, @Nullable Path> file) {
    return new Files(name, file);
  }

  private void put(Files mounted) {
    put(
        variables,
        mounted.name(),
        target -> {
          Path file = mounted.file().apply(target);
          return file == null ? null : inside(file);
        });
  }

  /// Mounts a file and answers where.
  private String inside(Path file) {
    String path = file.toAbsolutePath().toString();
    for (Map.Entry<String, String> mounted : files.entrySet()) {
      if (mounted.getValue().equals(path)) {
        return mounted.getKey();
      }
    }
    String inside = FILES + "export-" + (files.size() + 1) + ".pem";
    files.put(inside, path);
    return inside;
  }

  /// Sets a variable for all signals, or for each one where they differ.
  private void put(
      Map<String, String> into, String name, Function<OtlpTarget, @Nullable String> value) {
    Map<String, String> values = new LinkedHashMap<>();
    targets.forEach(
        (signal, target) ->
            values.put(signal, Objects.requireNonNullElse(value.apply(target), "")));
    if (Set.copyOf(values.values()).size() == 1) {
      String all = values.values().iterator().next();
      if (!all.isEmpty()) {
        into.put(PREFIX + name, all);
      }
      return;
    }
    values.forEach(
        (signal, own) -> {
          if (!own.isEmpty()) {
            into.put(PREFIX + signal + name, own);
          }
        });
  }
}
