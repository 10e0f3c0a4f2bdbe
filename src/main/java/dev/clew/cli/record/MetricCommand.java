package dev.clew.cli.record;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.telemetry.Measurement;
import dev.clew.telemetry.Measurement.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Adds measurements to the run.
@Command(
    name = "metric",
    description = "Add a measurement to the run that is going on.",
    synopsisSubcommandLabel = "(add | record | set)",
    footer = {
      "  clew metric add tests.failed 3",
      "  clew metric record upload.duration 1.2 --unit s",
      "  clew metric set queue.length 17 --unit '{item}' -a queue=mail"
    })
public final class MetricCommand {
  private final RecordingFactory sessions;

  public MetricCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Command(
      name = "add",
      description = "Add to a counter; a negative value makes it one that may fall.",
      footer = {"  clew metric add tests.failed 3", "  clew metric add -a kind=unit tests.run 250"})
  int add(@Mixin MeasurementOptions given) {
    return measure(given.counted());
  }

  @Command(
      name = "record",
      description = "Record a value in a histogram.",
      footer = "  clew metric record upload.duration 1.2 --unit s")
  int record(@Mixin MeasurementOptions given) {
    return measure(given.of(Kind.HISTOGRAM));
  }

  @Command(
      name = "set",
      description = "Set a gauge.",
      footer = "  clew metric set queue.length 17 --unit '{item}' -a queue=mail")
  int set(@Mixin MeasurementOptions given) {
    return measure(given.of(Kind.GAUGE));
  }

  private int measure(Measurement measurement) {
    Session session = sessions.open();
    return sessions.exit(
        sessions.annotator(session).measure("metric " + measurement.name(), measurement));
  }
}
