package dev.clew.cli.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeArgumentsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "1732790000.123456789",
        "0.10",
        "-0",
        "-0.00",
        "007",
        "1e3",
        "12345678901234567890",
        "3.14159265358979323846",
        ".5",
        "5.",
        "+1",
        "NaN",
        "True",
        ""
      })
  void whatANumberWouldNotPrintBackIsText(String value) {
    assertThat(AttributeArguments.parse(List.of("k=" + value)).get(AttributeKey.stringKey("k")))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1.0", "-12.25", "1732790000.125"})
  void aRealNumberIsOne(String value) {
    assertThat(AttributeArguments.parse(List.of("k=" + value)).get(AttributeKey.doubleKey("k")))
        .isEqualTo(Double.parseDouble(value));
  }
}
