package dev.clew.propagation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What launches `clew run` on behalf of an operator, in variables of its own: a `TRACEPARENT`
/// would make the launch a part of the trace that it only is to be linked to. The command of the
/// launch does not get them.
///
/// @param span to link the launch to; invalid for none
/// @param isFromList whether the operator chose the workspace from a list
public record LaunchOrigin(SpanContext span, boolean isFromList) {
  private static final String SPAN = "CLEW_LAUNCH_LINK";
  private static final String CHOICE = "CLEW_LAUNCH_CHOICE";
  private static final String LIST = "list";
  private static final String TRACEPARENT = "traceparent";

  /// What this process was launched by; anything malformed counts as not set.
  public static LaunchOrigin of(Map<String, String> environment) {
    return new LaunchOrigin(
        parse(environment.getOrDefault(SPAN, "")), LIST.equals(environment.get(CHOICE)));
  }

  /// Sets the variables of a launch, in place of the context of this process.
  ///
  /// @param fields the variables of a context
  public void applyTo(Map<String, String> environment, Set<String> fields) {
    environment.keySet().removeAll(fields);
    withhold(environment);
    if (span.isValid()) {
      environment.put(SPAN, text(span));
    }
    if (isFromList) {
      environment.put(CHOICE, LIST);
    }
  }

  /// Takes the variables away from a command.
  public static void withhold(Map<String, String> environment) {
    environment.remove(SPAN);
    environment.remove(CHOICE);
  }

  private static String text(SpanContext span) {
    Map<String, String> carrier = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.root().with(Span.wrap(span)),
            carrier,
            (_, key, value) -> carrier.put(key, value));
    return carrier.getOrDefault(TRACEPARENT, "");
  }

  private static SpanContext parse(String text) {
    if (text.isEmpty()) {
      return SpanContext.getInvalid();
    }
    Context context =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), Map.of(TRACEPARENT, text), new Getter());
    return Span.fromContext(context).getSpanContext();
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
