package dev.clew.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.telemetry.Distribution;
import dev.clew.telemetry.Measurement;
import dev.clew.telemetry.Measurement.Kind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
  private static final AttributeKey<String> WHO = AttributeKey.stringKey("who.is");

  @Test
  void eachMetricStandsOnceWithAllItsValues() throws Exception {
    String text =
        PrometheusText.of(
            List.of(
                Measurement.of("cups_total", Kind.COUNTER, "{cup}", 3, of("a \"b\"\\\nc")),
                Measurement.of("cups_waiting", Kind.GAUGE, "{cup}", 1.5, Attributes.empty()),
                Measurement.of("cups_total", Kind.COUNTER, "{cup}", 0, of("d")),
                Measurement.of("cups_open", Kind.UP_DOWN_COUNTER, "{cup}", -1, of("d"))),
            name -> "the " + name);

    assertThat(text)
        .isEqualTo(
            """
            # HELP cups_total the cups_total
            # TYPE cups_total counter
            cups_total{who_is="a \\"b\\"\\\\\\nc",} 3.0
            cups_total{who_is="d",} 0.0
            # HELP cups_waiting the cups_waiting
            # TYPE cups_waiting gauge
            cups_waiting 1.5
            # HELP cups_open the cups_open
            # TYPE cups_open gauge
            cups_open{who_is="d",} -1.0
            """);
    assertThat(Promtool.lint(text)).isEmpty();
  }

  @Test
  void aBucketHoldsWhatIsInThoseBelow() throws Exception {
    Distribution durations = Distribution.of(0).plus(7).plus(10).plus(9999).plus(20_000);

    String text =
        PrometheusText.of(
            List.of(Measurement.of("wait_milli", "ms", durations, of("d"))), _ -> "how long");

    assertThat(text)
        .isEqualTo(
            """
            # HELP wait_milli how long
            # TYPE wait_milli histogram
            wait_milli_bucket{who_is="d",le="0.0",} 1.0
            wait_milli_bucket{who_is="d",le="5.0",} 1.0
            wait_milli_bucket{who_is="d",le="10.0",} 3.0
            wait_milli_bucket{who_is="d",le="25.0",} 3.0
            wait_milli_bucket{who_is="d",le="50.0",} 3.0
            wait_milli_bucket{who_is="d",le="75.0",} 3.0
            wait_milli_bucket{who_is="d",le="100.0",} 3.0
            wait_milli_bucket{who_is="d",le="250.0",} 3.0
            wait_milli_bucket{who_is="d",le="500.0",} 3.0
            wait_milli_bucket{who_is="d",le="750.0",} 3.0
            wait_milli_bucket{who_is="d",le="1000.0",} 3.0
            wait_milli_bucket{who_is="d",le="2500.0",} 3.0
            wait_milli_bucket{who_is="d",le="5000.0",} 3.0
            wait_milli_bucket{who_is="d",le="7500.0",} 3.0
            wait_milli_bucket{who_is="d",le="10000.0",} 4.0
            wait_milli_bucket{who_is="d",le="+Inf",} 5.0
            wait_milli_count{who_is="d",} 5.0
            wait_milli_sum{who_is="d",} 30016.0
            """);
    assertThat(Promtool.lint(text)).isEmpty();
  }

  private static Attributes of(String who) {
    return Attributes.of(WHO, who);
  }
}
