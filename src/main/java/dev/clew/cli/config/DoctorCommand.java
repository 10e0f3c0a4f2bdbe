package dev.clew.cli.config;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.doctor.Check;
import dev.clew.doctor.Doctor;
import dev.clew.runfile.RunId;
import dev.clew.telemetry.Marker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Checks that everything Clew needs is there and works.
@Command(
    name = "doctor",
    description = {
      "Check configuration, home directory, clock, endpoints, Docker and NATS.",
      "With --send, send one marker of each signal and say whether it was confirmed."
    },
    footer = {
      "  clew doctor",
      "  OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 clew doctor --send"
    })
public final class DoctorCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Option(names = "--send", description = "Send one marker of each signal.")
  boolean send;

  @Option(
      names = "--export-timeout",
      paramLabel = "DURATION",
      description = "Limits each request of --send (default: 10s).")
  @Nullable Duration exportTimeout;

  public DoctorCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() throws IOException {
    CliContext context = sessions.context();
    List<Check> checks =
        send
            ? sent(context)
            : new Doctor(context.home(), context.env(), context.clock()).check(sessions::read);
    return new DoctorPrinter(sessions).print(checks) ? 0 : 1;
  }

  private List<Check> sent(CliContext context) throws IOException {
    RunId run = RunId.random(RecordingFactory.random());
    var marker = new Marker(run, sessions.machine(), context.clock());
    var results = marker.send(sessions.settings(exportTimeout).telemetry());
    return results.stream().map(Check::of).toList();
  }
}
