package dev.clew.cli.record;

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
}
