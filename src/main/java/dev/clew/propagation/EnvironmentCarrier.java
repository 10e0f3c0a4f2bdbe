package dev.clew.propagation;

import dev.clew.config.TelemetrySettings.Propagator;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Context in environment variables, by OpenTelemetry's [environment variable
/// carrier](https://opentelemetry.io/docs/specs/otel/context/env-carriers/): the propagator's keys
/// in upper case, every character but letters, digits and underscores as an underscore
/// (`TRACEPARENT`, `TRACESTATE`, `BAGGAGE`).
public final class EnvironmentCarrier {
  private final TextMapPropagator propagator;

  public EnvironmentCarrier(Set<Propagator> propagators) {
    List<TextMapPropagator> used = new ArrayList<>();
    if (propagators.contains(Propagator.TRACECONTEXT)) {
      used.add(W3CTraceContextPropagator.getInstance());
    }
    if (propagators.contains(Propagator.BAGGAGE)) {
      used.add(W3CBaggagePropagator.getInstance());
    }
    this.propagator = TextMapPropagator.composite(used);
  }

  /// The context that the environment carries; root when there is none or it is malformed.
  public Context extract(Map<String, String> environment) {
    return propagator.extract(Context.root(), environment, new Getter());
  }

  /// The variables that carry a context.
  public Map<String, String> inject(Context context) {
    Map<String, String> variables = new LinkedHashMap<>();
    propagator.inject(
        context, variables, (carrier, key, value) -> variables.put(normalize(key), value));
    return variables;
  }

  /// The name of the variable that carries a propagator's key.
  static String normalize(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    StringBuilder name = new StringBuilder(upper.length() + 1);
    for (int i = 0; i < upper.length(); i++) {
      char c = upper.charAt(i);
      boolean kept = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      name.append(kept ? c : '_');
    }
    if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
      name.insert(0, '_');
    }
    return name.toString();
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(normalize(key));
    }
  }
}
