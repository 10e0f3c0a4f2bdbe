package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchOriginTest {
  private static final SpanContext SPAN =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  @Test
  void whatIsHandedOverComesInPlaceOfTheContext() {
    Map<String, String> environment =
        new TreeMap<>(Map.of("TRACEPARENT", "00-1-2-01", "TRACESTATE", "a=b", "PATH", "/bin"));

    new LaunchOrigin(SPAN, true).applyTo(environment, Set.of("TRACEPARENT", "TRACESTATE"));

    assertThat(environment).containsKey("PATH").doesNotContainKeys("TRACEPARENT", "TRACESTATE");
    LaunchOrigin read = LaunchOrigin.of(environment);
    assertThat(read.isFromList()).isTrue();
    assertThat(read.span().getTraceId()).isEqualTo(SPAN.getTraceId());
    assertThat(read.span().getSpanId()).isEqualTo(SPAN.getSpanId());
  }

  @Test
  void aLaunchOfALaunchIsLinkedToItsOwnOrigin() {
    Map<String, String> environment = new TreeMap<>();
    new LaunchOrigin(SPAN, true).applyTo(environment, Set.of());

    new LaunchOrigin(SpanContext.getInvalid(), false).applyTo(environment, Set.of());

    assertThat(environment).isEmpty();
  }

  @Test
  void aCommandGetsNothingOfIt() {
    Map<String, String> environment = new TreeMap<>(Map.of("PATH", "/bin"));
    new LaunchOrigin(SPAN, true).applyTo(environment, Set.of());
    assertThat(environment).hasSize(3);

    LaunchOrigin.withhold(environment);

    assertThat(environment).containsOnlyKeys("PATH");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "00-0-0-0", "00-00000000000000000000000000000000-1111111111111111-01"})
  void nonsenseIsNoOrigin(String link) {
    LaunchOrigin read =
        LaunchOrigin.of(Map.of("CLEW_LAUNCH_LINK", link, "CLEW_LAUNCH_CHOICE", "x"));

    assertThat(read.span().isValid()).isFalse();
    assertThat(read.isFromList()).isFalse();
  }
}
