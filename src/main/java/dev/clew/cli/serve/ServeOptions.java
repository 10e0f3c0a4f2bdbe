package dev.clew.cli.serve;

import dev.clew.config.ServeSettings;
import dev.clew.config.ServeSettings.Access;
import dev.clew.config.ServeSettings.Tls;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of `clew serve` that are settings, too: what is given here goes before them.
public final class ServeOptions {
  private static final int HIGHEST_PORT = 65535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Of the page and the API; 0: a free one (default: 4000).")
  @Nullable Integer port;

  @Option(
      names = "--otlp-port",
      paramLabel = "PORT",
      split = ",",
      description = "Of the receivers, each for gRPC and HTTP; 0: a free one (default: 4317,4318).")
  @Nullable List<Integer> otlpPorts;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "To listen on, repeatable (default: 127.0.0.1 and ::1).")
  @Nullable List<String> hosts;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Where telemetry is kept (default: ~/.clew/data/store).")
  @Nullable Path store;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "A further name that this server answers to, repeatable.")
  @Nullable List<String> names;

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description = "Pages that may use this server, such as http://localhost:3000, repeatable.")
  @Nullable List<String> origins;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Clients need this bearer token; without a value the store's, or one is made and printed.")
  @Nullable String token;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Speak TLS: the chain in PEM.")
  @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "The private key in PEM.")
  @Nullable Path key;

  @Option(
      names = "--fleet",
      paramLabel = "URL",
      arity = "0..1",
      fallbackValue = ServeSettings.Fleet.OWN,
      description =
          "Be the control plane of a fleet, over the NATS servers at these URLs; without one over a"
              + " nats-server that is started for it.")
  @Nullable String fleet;

  /// The settings with what these options say.
  ///
  /// @param directory that paths are relative to
  ServeSettings over(ServeSettings settings, Path directory) {
    return new ServeSettings(
        or(hosts, settings.hosts()),
        port == null ? settings.port() : port("--port", port),
        or(otlpPorts, settings.otlpPorts()).stream()
            .map(each -> port("--otlp-port", each))
            .toList(),
        settings.prometheusPort(),
        store == null ? settings.store() : directory.resolve(store).normalize(),
        settings.retention(),
        settings.runIdAttributes(),
        access(settings.access(), directory),
        fleet == null ? settings.fleet() : settings.fleet().at(fleet));
  }

  /// The same for files that are looked at once: a store of their own, and free ports where none
  /// are given, so that a daemon that runs already is not in the way.
  ServeSettings forFiles(ServeSettings settings, Path directory, Path temporary) {
    ServeSettings given = over(settings, directory);
    return new ServeSettings(
        given.hosts(),
        port == null ? 0 : given.port(),
        otlpPorts == null ? List.of(0) : given.otlpPorts(),
        null,
        store == null ? temporary : given.store(),
        given.retention(),
        given.runIdAttributes(),
        given.access(),
        given.fleet().at(""));
  }

  private Access access(Access settings, Path directory) {
    if ((certificate == null) != (key == null)) {
      throw new ClewError(ErrorCode.E052, "--tls-cert and --tls-key have to be given together.");
    }
    return new Access(
        or(names, settings.names()),
        or(origins, settings.origins()),
        certificate == null || key == null
            ? settings.tls()
            : Optional.of(new Tls(directory.resolve(certificate), directory.resolve(key))),
        token == null ? settings.token() : Optional.of(token));
  }

  private static <T> List<T> or(@Nullable List<T> given, List<T> otherwise) {
    return given == null ? otherwise : given;
  }

  private static int port(String option, int number) {
    if (number < 0 || number > HIGHEST_PORT) {
      throw new ClewError(
          ErrorCode.E001, option + " takes ports from 0 to 65535, not " + number + ".");
    }
    return number;
  }
}
