package dev.clew.cli.fleet;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.fleet.client.FleetClient;
import dev.clew.fleet.identity.LocalToken;
import dev.clew.runs.remote.ServerAddress;
import dev.clew.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server of a fleet a command asks.
public final class FleetOptions {
  private static final String USUAL = "http://localhost:4000";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Ask this server of the fleet (default: CLEW_SERVER, else the one of this machine).")
  @Nullable String server;

  /// The server that is meant.
  ServerAddress address(RecordingFactory sessions) {
    CliContext context = sessions.context();
    String named = server == null ? context.env().getOrDefault("CLEW_SERVER", "") : server;
    Path store = sessions.read().serve().store();
    Optional<String> own = Store.address(store);
    String url = named.isBlank() ? own.orElse(USUAL) : named.strip();
    ServerAddress address = new SourceOptions().address(context, url);
    boolean isOwn = own.map(URI::create).filter(each -> isSame(each, address)).isPresent();
    return address.token().isEmpty() && isOwn
        ? LocalToken.read(store).map(address::withToken).orElse(address)
        : address;
  }

  /// Whether an address of this machine is the one at which this user's server is.
  private static boolean isSame(URI own, ServerAddress address) {
    return address.isLoopback() && own.getPort() == address.base().getPort();
  }

  FleetClient client(RecordingFactory sessions) {
    return new FleetClient(address(sessions));
  }

  /// Variables that have records sent to the server of the fleet.
  static Map<String, String> export(FleetClient client, ServerAddress address, CliContext context) {
    Map<String, String> variables = new HashMap<>();
    client.otlp().map(URI::toString).ifPresent(url -> variables.put("CLEW_OTLP_ENDPOINT", url));
    if (!address.token().isEmpty()) {
      variables.put("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20" + address.token());
    }
    String certificate = context.env().getOrDefault("CLEW_SERVER_CERTIFICATE", "");
    if (!certificate.isEmpty()) {
      variables.put(
          "OTEL_EXPORTER_OTLP_CERTIFICATE", context.cwd().resolve(certificate).toString());
    }
    return variables;
  }
}
