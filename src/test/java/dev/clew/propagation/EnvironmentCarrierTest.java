package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.TelemetrySettings.Propagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Set;
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

  @ParameterizedTest
  @CsvSource({
    "traceparent, TRACEPARENT",
    "x-b3-traceid, X_B3_TRACEID",
    "b3, B3",
    "uber-trace-id, UBER_TRACE_ID",
    "1abc, _1ABC",
  })
  void keysBecomeNamesOfVariables(String key, String name) {
    assertThat(EnvironmentCarrier.normalize(key)).isEqualTo(name);
  }

  private static SpanContext span(Context context) {
    return Span.fromContext(context).getSpanContext();
  }
}
