package dev.clew.cli.record;

import dev.clew.telemetry.Measurement;
import dev.clew.telemetry.Measurement.Kind;
import io.opentelemetry.api.common.Attributes;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A measurement as a user writes it.
final class MeasurementOptions {
  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the metric.")
  String name;

  @Parameters(index = "1", paramLabel = "VALUE", description = "A number, whole or decimal.")
  BigDecimal value;

  @Option(
      names = "--unit",
      paramLabel = "UCUM",
      defaultValue = "1",
      description = "Unit by UCUM: s, By, '{item}' (default: ${DEFAULT-VALUE}).")
  String unit;

  @Option(
      names = {"-a", "--attribute"},
      paramLabel = "KEY=VALUE",
      description = "An attribute; may be repeated.")
  List<String> attributes = List.of();

  /// The value of a counter, which falls where it is negative.
  Measurement counted() {
    return of(value.signum() < 0 ? Kind.UP_DOWN_COUNTER : Kind.COUNTER);
  }

  Measurement of(Kind kind) {
    Attributes parsed = AttributeArguments.parse(attributes);
    boolean integral = kind != Kind.HISTOGRAM && value.stripTrailingZeros().scale() <= 0;
    return integral
        ? Measurement.of(name, kind, unit, (long) value.doubleValue(), parsed)
        : Measurement.of(name, kind, unit, value.doubleValue(), parsed);
  }
}
