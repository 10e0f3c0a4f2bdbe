package dev.clew.cli.frame;

import dev.clew.config.Egress;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunHandle;
import dev.clew.runs.RunReference;
import dev.clew.runs.remote.RemoteRuns;
import dev.clew.runs.remote.ServerAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command reads runs from.
public final class SourceOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Use the runs of this backend (`clew serve`) in place of this machine's files (default:"
              + " CLEW_SERVER; empty: the files).")
  @Nullable String server;

  /// Whether the command line, not the environment, names a backend.
  public boolean isNamed() {
    return server != null && !server.isBlank();
  }

  /// The backend that the command line names; null for none.
  public @Nullable String named() {
    return server;
  }

  /// Where runs are read from.
  public RunCatalog runs(CliContext context) {
    Optional<ServerAddress> address = address(context);
    return address.isPresent()
        ? new RemoteRuns(address.get(), context.clock())
        : new FileRuns(context);
  }

  /// The run that a reference names.
  public RunHandle find(CliContext context, String reference) {
    return RunReference.parse(reference).in(runs(context));
  }

  /// The backend, or nothing where this machine's files are meant. The token is no option: command
  /// lines are seen by others.
  public Optional<ServerAddress> address(CliContext context) {
    String named = server == null ? variable(context, "CLEW_SERVER") : server.strip();
    return named.isEmpty() ? Optional.empty() : Optional.of(address(context, named));
  }

  /// The backend at an address.
  public ServerAddress address(CliContext context, String named) {
    String certificate = variable(context, "CLEW_SERVER_CERTIFICATE");
    Optional<Path> authorities =
        certificate.isEmpty() ? Optional.empty() : Optional.of(context.cwd().resolve(certificate));
    ServerAddress address =
        ServerAddress.of(
            named,
            variable(context, "CLEW_SERVER_TOKEN"),
            authorities,
            endpoint -> Egress.to(endpoint, false, context.env(), context.cwd()));
    if (address.exposesToken()) {
      context.say(address + " is plain http: others can read the token on its way");
    }
    return address;
  }

  private static String variable(CliContext context, String name) {
    return context.env().getOrDefault(name, "").strip();
  }
}
