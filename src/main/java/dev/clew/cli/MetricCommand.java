package dev.clew.cli;

import dev.clew.cli.Sessions.Session;
import dev.clew.telemetry.Measurement;
import dev.clew.telemetry.Measurement.Kind;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds measurements to the run.
@Command(
    name = "metric",
    mixinStandardHelpOptions = true,
    description = "Add a measurement to the run that is going on.",
    synopsisSubcommandLabel = "(add | record | set)",
    footerHeading = "%nExamples:%n",
    footer = {
      "  clew metric add tests.failed 3",
      "  clew metric record upload.duration 1.2 --unit s",
      "  clew metric set queue.length 17 --unit '{item}' -a queue=mail"
    })
public final class MetricCommand {
  private final Sessions sessions;

  MetricCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Add to a counter; a negative value makes it one that may fall.")
  int add(
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1", paramLabel = "VALUE") BigDecimal value,
      @Option(names = "--unit", paramLabel = "UCUM", defaultValue = "1") String unit,
      @Option(
              names = {"-a", "--attribute"},
              paramLabel = "KEY=VALUE")
          List<String> attributes) {
    return measure(
        value.signum() < 0 ? Kind.UP_DOWN_COUNTER : Kind.COUNTER, name, value, unit, attributes);
  }

  @Command(
      name = "record",
      mixinStandardHelpOptions = true,
      description = "Record a value in a histogram.")
  int record(
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1", paramLabel = "VALUE") BigDecimal value,
      @Option(names = "--unit", paramLabel = "UCUM", defaultValue = "1") String unit,
      @Option(
              names = {"-a", "--attribute"},
              paramLabel = "KEY=VALUE")
          List<String> attributes) {
    return measure(Kind.HISTOGRAM, name, value, unit, attributes);
  }

  @Command(name = "set", mixinStandardHelpOptions = true, description = "Set a gauge.")
  int set(
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1", paramLabel = "VALUE") BigDecimal value,
      @Option(names = "--unit", paramLabel = "UCUM", defaultValue = "1") String unit,
      @Option(
              names = {"-a", "--attribute"},
              paramLabel = "KEY=VALUE")
          List<String> attributes) {
    return measure(Kind.GAUGE, name, value, unit, attributes);
  }

  private int measure(
      Kind kind, String name, BigDecimal value, String unit, List<String> attributes) {
    Session session = sessions.open();
    boolean integral = kind != Kind.HISTOGRAM && value.stripTrailingZeros().scale() <= 0;
    return sessions.exit(
        sessions
            .annotator(session)
            .measure(
                "metric " + name,
                new Measurement(
                    name,
                    kind,
                    unit,
                    value.doubleValue(),
                    integral,
                    Pairs.parse(
                        attributes == null ? List.of() : attributes, session.redaction()))));
  }
}
