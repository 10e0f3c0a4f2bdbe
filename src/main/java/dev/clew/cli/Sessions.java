package dev.clew.cli;

import dev.clew.ci.PipelineRun;
import dev.clew.config.Flags;
import dev.clew.config.LoggingSettings.Level;
import dev.clew.config.Settings;
import dev.clew.config.SettingsLoader;
import dev.clew.failure.ErrorCode;
import dev.clew.history.Durations;
import dev.clew.posix.Libc;
import dev.clew.posix.WorkingDirectory;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.run.Annotator;
import dev.clew.run.Runner;
import dev.clew.run.Surroundings;
import dev.clew.telemetry.Fate;
import dev.clew.telemetry.Log;
import dev.clew.telemetry.Machine;
import dev.clew.telemetry.Redaction;
import dev.clew.telemetry.Replay;
import dev.clew.telemetry.RunId;
import dev.clew.telemetry.SteadyClock;
import dev.clew.telemetry.Telemetry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Wires the objects of the commands that record: settings, run id, telemetry, runner.
final class Sessions {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CliContext context;
  private final Self self;
  private final GlobalOptions options;
  private final Failures failures;

  Sessions(CliContext context, Self self, GlobalOptions options, Failures failures) {
    this.context = context;
    this.self = self;
    this.options = options;
    this.failures = failures;
  }

  CliContext context() {
    return context;
  }

  GlobalOptions options() {
    return options;
  }

  Failures failures() {
    return failures;
  }

  /// Reads and checks the settings; what was ignored is said, what is quiet only with `-v` or
  /// `--debug`.
  Settings settings() {
    Settings settings = read();
    boolean details = options.debug() || settings.logging().level() == Level.DEBUG;
    for (Settings.Warning warning : settings.warnings()) {
      if (details || !warning.quiet()) {
        failures.warn(warning.code(), warning.detail());
      }
    }
    return settings;
  }

  /// Opens the telemetry of this invocation.
  Session open() {
    return open(null);
  }

  /// @param exportTimeout limits every request and the wait at the end; null leaves the settings
  Session open(@Nullable Duration exportTimeout) {
    Settings settings = settings(exportTimeout);
    String requested = settings.telemetry().requestedRunId();
    RunId run = requested == null ? RunId.random(random()) : new RunId(requested);
    Clock clock = new SteadyClock(context.clock(), System::nanoTime, this::setBack);
    Log log = new Log(settings.logging(), clock, this::logLine);
    Telemetry telemetry =
        Telemetry.open(settings, run, options.debug(), machine(), clock, failures::warn, log);
    return new Session(
        settings,
        telemetry,
        new EnvironmentCarrier(settings.telemetry().propagators()),
        telemetry.redaction(),
        log);
  }

  /// Reads and checks the settings; what was ignored is left to the caller to say.
  Settings read() {
    return new SettingsLoader()
        .load(
            new Flags(
                options.debug(),
                options.logLevel(),
                options.verbose(),
                options.config(),
                options.profile()),
            context.env(),
            context.cwd(),
            context.userHome());
  }

  /// What this process is, for the resource.
  Machine machine() {
    return new Machine(
        self.hostName(),
        self.pid(),
        self.version(),
        Path.of(context.env().getOrDefault("TMPDIR", "/tmp")),
        context.out().json(),
        () -> PipelineRun.of(context.env(), context.cwd()));
  }

  Settings settings(@Nullable Duration exportTimeout) {
    Settings settings = settings();
    return exportTimeout == null
        ? settings
        : settings.withTelemetry(settings.telemetry().withExportTimeout(exportTimeout));
  }

  /// What sends recorded runs.
  ///
  /// @param exportTimeout limits every request and how long a backend that asks to try again later
  ///   is tried; null leaves the settings
  Replay replay(@Nullable Duration exportTimeout) {
    Settings settings = settings(exportTimeout);
    Duration patience = exportTimeout == null ? PATIENCE : exportTimeout;
    return new Replay(settings.home(), settings.telemetry(), patience, random());
  }

  private void setBack(Duration behind) {
    failures.warn(
        ErrorCode.E046,
        "it is "
            + Durations.text(behind.toNanos())
            + " behind the records of this run; they go on from the time before.");
  }

  private void logLine(String line) {
    context.err().print(TerminalText.plain(line) + "\n");
    context.err().flush();
  }

  static RandomGenerator random() {
    return new SecureRandom();
  }

  /// The runner of a session.
  Runner runner(Session session) {
    Duration sampling = session.settings().telemetry().metricInterval();
    return new Runner(
        session.telemetry(),
        session.carrier(),
        session.redaction(),
        new Surroundings(
            context.env(),
            WorkingDirectory.name(context.cwd()),
            self.pid(),
            self.program(),
            self.inherited(),
            new Libc(),
            self.words(),
            Runtime.getRuntime().availableProcessors(),
            Path.of("/proc"),
            sampling,
            session.log().clock(),
            session.log()));
  }

  /// What adds a user's own records to the session's run.
  Annotator annotator(Session session) {
    return new Annotator(
        session.telemetry(), session.carrier(), context.env(), session.log().clock());
  }

  /// The exit code of a command that only records: it is no failure that a backend is down while
  /// the file keeps the record. What went wrong has been said already.
  int exit(Fate fate) {
    return fate == Fate.LOST ? 1 : 0;
  }

  /// The telemetry of one invocation and what it was made from.
  record Session(
      Settings settings,
      Telemetry telemetry,
      EnvironmentCarrier carrier,
      Redaction redaction,
      Log log) {}
}
