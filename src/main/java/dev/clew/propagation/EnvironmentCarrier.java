package dev.clew.propagation;

import dev.clew.config.TelemetrySettings.Propagator;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Context in environment variables, by OpenTelemetry's [environment variable
/// carrier](https://opentelemetry.io/docs/specs/otel/context/env-carriers/): under the normalised
/// names of the propagators' keys (`TRACEPARENT`, `TRACESTATE`, `BAGGAGE`) and no other, values as
/// they are.
public final class EnvironmentCarrier {
  /// Baggage as it came in: Clew adds nothing to it, and the SDK would escape the `=` of its
  /// properties.
  private static final ContextKey<String> BAGGAGE = ContextKey.named("clew.baggage");

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

  /// The variables that this carrier reads and sets; others are no business of its.
  public Set<String> fields() {
    return propagator.fields().stream()
        .map(EnvironmentCarrier::normalize)
        .collect(Collectors.toSet());
  }

  /// The context that the environment carries; root when there is none or it is malformed.
  public Context extract(Map<String, String> environment) {
    Context context = propagator.extract(Context.root(), environment, new Getter());
    String baggage = environment.get("BAGGAGE");
    return baggage == null || Baggage.fromContext(context).isEmpty()
        ? context
        : context.with(BAGGAGE, baggage);
  }

  /// The variables that carry a context.
  public Map<String, String> inject(Context context) {
    Map<String, String> variables = new LinkedHashMap<>();
    propagator.inject(
        context, variables, (carrier, key, value) -> variables.put(normalize(key), value));
    String baggage = context.get(BAGGAGE);
    if (baggage != null) {
      variables.put("BAGGAGE", baggage);
    }
    return variables;
  }

  /// The name of the variable that carries a propagator's key: ASCII letters in upper case, an
  /// underscore for every other character but ASCII digits, in front of a leading digit, and for no
  /// name at all.
  static String normalize(String key) {
    StringBuilder name = new StringBuilder(key.length() + 1);
    if (key.isEmpty() || isDigit(key.charAt(0))) {
      name.append('_');
    }
    key.codePoints().map(EnvironmentCarrier::normalize).forEach(name::appendCodePoint);
    return name.toString();
  }

  private static int normalize(int point) {
    if (point >= 'a' && point <= 'z') {
      return point - 'a' + 'A';
    }
    return (point >= 'A' && point <= 'Z') || isDigit(point) ? point : '_';
  }

  private static boolean isDigit(int point) {
    return point >= '0' && point <= '9';
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet().stream().filter(name -> name.equals(normalize(name))).toList();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(normalize(key));
    }
  }
}
