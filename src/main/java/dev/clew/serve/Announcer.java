package dev.clew.serve;

import dev.clew.config.LoggingSettings.Level;
import dev.clew.telemetry.log.LogLine;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// Says how the daemon stands: to who started it, to the service manager and, under systemd, to the
/// log.
record Announcer(DaemonConfig launch, SdNotify supervisor, boolean systemd) {
  private static final Logger LOG = Logger.getLogger("dev.clew.serve");

  /// Sets the log up, too.
  ///
  /// @param also takes the log's lines besides
  static Announcer of(DaemonConfig launch, Consumer<LogLine> also) {
    Map<String, String> environment = launch.environment();
    boolean systemd = !environment.getOrDefault("INVOCATION_ID", "").isEmpty();
    boolean debug = launch.settings().debug();
    Level level = launch.settings().logging().level();
    if (systemd && !launch.settings().said("logging.level")) {
      level = Level.INFO;
    }
    LogOutput output =
        LogOutput.of(
            launch.settings(), environment, LogOutput.JOURNAL, line -> launch.console().log(line));
    Consumer<LogLine> lines = output::write;
    new DaemonLog(lines.andThen(also), debug ? Level.DEBUG : level, debug || systemd).install();
    return new Announcer(
        launch, new SdNotify(environment.getOrDefault("NOTIFY_SOCKET", "")), systemd);
  }

  void ready(List<BoundAddress> open) {
    String store = launch.serve().store().toString();
    launch.console().ready(launch.version(), store, open, !systemd);
    supervisor.ready();
    logged(
        Map.of(
            "version",
            launch.version(),
            "store",
            store,
            "addresses",
            String.join(" ", open.stream().map(BoundAddress::url).toList())),
        "serving");
  }

  void stopping() {
    supervisor.stopping();
    logged(Map.of(), "stopping");
  }

  private static void logged(Map<String, String> attributes, String message) {
    attributes.forEach(MDC::put);
    LOG.info(message);
    attributes.keySet().forEach(MDC::remove);
  }
}
