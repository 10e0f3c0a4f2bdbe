package dev.clew.cli.frame;

import dev.clew.ci.PipelineRun;
import dev.clew.config.Flags;
import dev.clew.config.LoggingSettings.Level;
import dev.clew.config.Settings;
import dev.clew.config.SettingsLoader;
import dev.clew.container.Launch;
import dev.clew.error.ErrorCode;
import dev.clew.posix.Libc;
import dev.clew.posix.WorkingDirectory;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.redaction.Redaction;
import dev.clew.run.Annotator;
import dev.clew.run.Runner;
import dev.clew.run.process.RunContext;
import dev.clew.runfile.RunId;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.HostInfo;
import dev.clew.telemetry.Replay;
import dev.clew.telemetry.SteadyClock;
import dev.clew.telemetry.Telemetry;
import dev.clew.telemetry.log.Log;
import dev.clew.terminal.Durations;
import dev.clew.terminal.TerminalText;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Wires the objects of the commands that record: settings, run id, telemetry, runner.
public final class RecordingFactory {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CliContext context;
  private final ProcessInfo self;
  private final GlobalOptions options;
  private final ErrorReporter failures;

  public RecordingFactory(
      CliContext context, ProcessInfo self, GlobalOptions options, ErrorReporter failures) {
    this.context = context;
    this.self = self;
    this.options = options;
    this.failures = failures;
  }

  public CliContext context() {
    return context;
  }

  public GlobalOptions options() {
    return options;
  }

  public ErrorReporter failures() {
    return failures;
  }

  /// The name of this machine.
  public String hostName() {
    return self.hostName();
  }

  /// Reads and checks the settings; what was ignored is said, what is quiet only with `-v` or
  /// `--debug`.
  public Settings settings() {
    return warned(read());
  }

  private Settings warned(Settings settings) {
    boolean details = options.debug() || settings.logging().level() == Level.DEBUG;
    for (Settings.Warning warning : settings.warnings()) {
      if (details || !warning.quiet()) {
        failures.warn(warning.code(), warning.detail());
      }
    }
    return settings;
  }

  /// Opens the telemetry of this invocation.
  public Session open() {
    return open(null);
  }

  /// Opens the recording of this process.
  ///
  /// @param exportTimeout limits every request and the wait at the end; null leaves the settings
  public Session open(@Nullable Duration exportTimeout) {
    Settings settings = settings(exportTimeout);
    String requested = settings.telemetry().requestedRunId();
    return open(settings, requested == null ? RunId.random(random()) : new RunId(requested));
  }

  /// Opens the recording of this process with settings that count where the environment has none.
  public Session open(@Nullable Duration exportTimeout, Map<String, String> further) {
    Map<String, String> variables = new HashMap<>(further);
    variables.putAll(context.env());
    return open(warned(limited(read(variables), exportTimeout)), requestedRun());
  }

  private RunId requestedRun() {
    String requested = read().telemetry().requestedRunId();
    return requested == null ? RunId.random(random()) : new RunId(requested);
  }

  /// Opens the recording of a process that goes on with a run.
  public Session reopen(RunId run) {
    return open(settings(null), run);
  }

  private Session open(Settings settings, RunId run) {
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
  public Settings read() {
    return read(context.env());
  }

  private Settings read(Map<String, String> variables) {
    return new SettingsLoader()
        .load(
            new Flags(
                options.debug(),
                options.logLevel(),
                options.verbose(),
                options.config(),
                options.profile()),
            variables,
            context.cwd(),
            context.userHome());
  }

  /// What this process is, for the resource.
  public HostInfo machine() {
    return new HostInfo(
        self.hostName(),
        self.pid(),
        self.version(),
        context.temporary(),
        context.out().json(),
        () -> PipelineRun.of(context.env(), context.cwd()));
  }

  public Settings settings(@Nullable Duration exportTimeout) {
    return limited(settings(), exportTimeout);
  }

  private static Settings limited(Settings settings, @Nullable Duration exportTimeout) {
    return exportTimeout == null
        ? settings
        : settings.withTelemetry(settings.telemetry().withExportTimeout(exportTimeout));
  }

  /// What sends recorded runs.
  ///
  /// @param exportTimeout limits every request and how long a backend that asks to try again later
  ///   is tried; null leaves the settings
  public Replay replay(@Nullable Duration exportTimeout) {
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

  public static RandomGenerator random() {
    return new SecureRandom();
  }

  /// The runner of a session.
  public Runner runner(Session session) {
    return runner(session, around(session));
  }

  private static Runner runner(Session session, RunContext around) {
    return new Runner(session.telemetry(), session.carrier(), session.redaction(), around);
  }

  /// What runs a session's command in a container.
  public Launch launch(Session session) {
    RunContext around = around(session);
    return new Launch(
        runner(session, around),
        around,
        session.carrier(),
        session.redaction(),
        session.settings(),
        random());
  }

  /// What a session's commands need of this process.
  public RunContext around(Session session) {
    return new RunContext(
        context.env(),
        WorkingDirectory.name(context.cwd()),
        self.pid(),
        self.program(),
        self.inherited(),
        new Libc(),
        self.words(),
        Runtime.getRuntime().availableProcessors(),
        Path.of("/proc"),
        session.settings().telemetry().metricInterval(),
        session.log().clock(),
        session.log());
  }

  /// What adds a user's own records to the session's run.
  public Annotator annotator(Session session) {
    return new Annotator(
        session.telemetry(), session.carrier(), context.env(), session.log().clock());
  }

  /// The exit code of a command that only records: it is no failure that a backend is down while
  /// the file keeps the record. What went wrong has been said already.
  public int exit(DeliveryOutcome fate) {
    return fate == DeliveryOutcome.LOST ? 1 : 0;
  }

  /// The telemetry of one invocation and what it was made from.
  public record Session(
      Settings settings,
      Telemetry telemetry,
      EnvironmentCarrier carrier,
      Redaction redaction,
      Log log) {}
}
