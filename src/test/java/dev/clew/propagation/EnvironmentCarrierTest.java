package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.TelemetrySettings.Propagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentCarrierTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final EnvironmentCarrier carrier =
      new EnvironmentCarrier(Set.of(Propagator.TRACECONTEXT, Propagator.BAGGAGE));

  @Test
  void whatComesInGoesOut() {
    Map<String, String> environment =
        Map.of("TRACEPARENT", PARENT, "TRACESTATE", "a=1", "BAGGAGE", "k=v");

    Context context = carrier.extract(environment);

    assertThat(span(context).getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(span(context).isSampled()).isTrue();
    assertThat(carrier.inject(context)).isEqualTo(environment);
  }

  @ParameterizedTest
  @CsvSource({
    "traceparent, " + PARENT,
    "TraceParent, " + PARENT,
    "TRACEPARENT, 00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
    "TRACEPARENT, 00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
    "TRACEPARENT, ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "TRACEPARENT, " + PARENT + "-more",
    "TRACEPARENT, ''",
    "TRACEPARENT, 00-00000000000000000000000000000000-b7ad6b7169203331-01",
    "TRACEPARENT, nonsense",
  })
  void anythingElseIsNoParent(String name, String value) {
    assertThat(span(carrier.extract(Map.of(name, value))).isValid()).isFalse();
    assertThat(carrier.inject(carrier.extract(Map.of(name, value)))).isEmpty();
  }

  @Test
  void withoutPropagatorsNothingIsCarried() {
    EnvironmentCarrier none = new EnvironmentCarrier(Set.of());

    assertThat(none.inject(carrier.extract(Map.of("TRACEPARENT", PARENT)))).isEmpty();
  }

  /// The specification's rules: ASCII letters in upper case, underscores for what is neither ASCII
  /// letter nor digit, before a leading digit, and for an empty key.
  @ParameterizedTest
  @CsvSource({
    "traceparent, TRACEPARENT",
    "TraceState, TRACESTATE",
    "baggage, BAGGAGE",
    "b3, B3",
    "x-b3-traceid, X_B3_TRACEID",
    "X-B3-ParentSpanId, X_B3_PARENTSPANID",
    "uber-trace-id, UBER_TRACE_ID",
    "uberctx-key, UBERCTX_KEY",
    "X-Amzn-Trace-Id, X_AMZN_TRACE_ID",
    "ot-tracer-spanid, OT_TRACER_SPANID",
    "a.b c/d=e, A_B_C_D_E",
    "_kept_, _KEPT_",
    "--, __",
    "1abc, _1ABC",
    "9, _9",
    "'', _",
    "' ', _",
    "'\t', _",
    "straße, STRA_E",
    "ıd, _D",
    "ﬁeld, _ELD",
    "key😀, KEY_",
    "٣x, _X",
  })
  void keysBecomeNamesOfVariables(String key, String name) {
    assertThat(EnvironmentCarrier.normalize(key)).isEqualTo(name);
    assertThat(EnvironmentCarrier.normalize(name)).isEqualTo(name);
  }

  /// Values are the propagators' business alone: these leave out what their formats forbid.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "TRACESTATE | rojo=00f067aa0ba902b7,congo=t61rcWkgMzE | rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
        "TRACESTATE | congo=t61rcWkgMzE,, | congo=t61rcWkgMzE",
        "TRACESTATE | not a state | -",
        "BAGGAGE | key1=value1,key2=a%20b;property=1 | key1=value1,key2=a%20b;property=1",
        "BAGGAGE | key=,a | -",
        "TracesTate | a=1 | -",
        "baggage | a=1 | -",
      })
  void stateAndBaggage(String variable, String value, @Nullable String out) {
    Map<String, String> environment = Map.of("TRACEPARENT", PARENT, variable, value);

    Map<String, String> injected = carrier.inject(carrier.extract(environment));

    assertThat(injected.get("TRACEPARENT")).isEqualTo(PARENT);
    assertThat(injected.get(variable.toUpperCase(Locale.ROOT))).isEqualTo(out);
  }

  @Test
  void stateWithoutAParentIsNoContext() {
    assertThat(carrier.inject(carrier.extract(Map.of("TRACESTATE", "a=1")))).isEmpty();
    assertThat(carrier.inject(carrier.extract(Map.of("BAGGAGE", "a=1"))))
        .isEqualTo(Map.of("BAGGAGE", "a=1"));
  }

  private static SpanContext span(Context context) {
    return Span.fromContext(context).getSpanContext();
  }
}
