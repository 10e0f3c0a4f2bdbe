package dev.clew.serve;

import dev.clew.config.ServeSettings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.api.FleetContext;
import dev.clew.fleet.bus.BusAddress;
import dev.clew.fleet.bus.NatsServer;
import dev.clew.fleet.identity.LocalToken;
import dev.clew.fleet.server.Fleet;
import dev.clew.redaction.Redaction;
import dev.clew.web.guard.Admission;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The fleet of a daemon from its start to its end, and the `nats-server` that it started for it.
final class FleetLife implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.clew.fleet");
  private static final int NAME_BYTES = 3;

  private final FleetContext context;
  private final @Nullable NatsServer server;
  private final @Nullable Fleet fleet;
  private final @Nullable LocalToken local;

  private FleetLife(
      FleetContext context,
      @Nullable NatsServer server,
      @Nullable Fleet fleet,
      @Nullable LocalToken local) {
    this.local = local;
    this.context = context;
    this.server = server;
    this.fleet = fleet;
  }

  /// Starts what the settings ask for.
  ///
  /// @throws ClewError E121, E122, E123
  static FleetLife start(
      DaemonConfig launch, FleetContext context, FleetSpans spans, MeterRegistry registry) {
    ServeSettings.Fleet wanted = launch.serve().fleet();
    if (!wanted.enabled()) {
      return new FleetLife(context, null, null, null);
    }
    NatsServer server = null;
    LocalToken local = LocalToken.create(launch.serve().store(), new SecureRandom());
    try {
      server =
          wanted.urls().isEmpty()
              ? NatsServer.start(
                  directory(launch), launch.environment(), launch.inherited(), LOG::warn)
              : null;
      BusAddress address =
          server == null
              ? new BusAddress(
                  wanted.urls(), wanted.user(), wanted.password(), wanted.credentials())
              : server.address();
      // Agents of a cluster that somebody else runs have credentials of their own.
      BusAddress agents =
          server == null ? new BusAddress(wanted.urls(), "", "", "") : server.agentAddress();
      Fleet fleet =
          Fleet.open(
              address,
              agents,
              name(launch.hostName()),
              new Redaction(launch.settings().recording().redact()),
              spans.tracer(),
              FleetMeters.register(registry),
              Clock.systemUTC(),
              new SecureRandom());
      context.serve(fleet, local);
      launch.console().log("fleet  " + address + "  (`clew agent` joins a machine)");
      return new FleetLife(context, server, fleet, local);
    } catch (ClewError e) {
      close(server, local);
      throw e;
    } catch (InterruptedException e) {
      close(server, local);
      Thread.currentThread().interrupt();
      throw new ClewError(ErrorCode.E122, "interrupted", e);
    }
  }

  private static void close(@Nullable NatsServer server, @Nullable LocalToken local) {
    if (local != null) {
      local.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /// Beside the store where that is in its usual place, else inside it.
  private static Path directory(DaemonConfig launch) {
    ServeSettings serve = launch.serve();
    Path usual = launch.settings().home().store();
    return (serve.store().equals(usual)
            ? usual.resolveSibling("nats")
            : serve.store().resolve("nats"))
        .toAbsolutePath();
  }

  /// Two servers of one machine have different names.
  private static String name(String host) {
    byte[] random = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(random);
    return host + "-" + HexFormat.of().formatHex(random);
  }

  /// Lets in the user of this server, and who has a token of the fleet.
  Admission admission() {
    Fleet there = fleet;
    LocalToken own = local;
    return authorization ->
        (own != null && own.admits(authorization))
            || (there != null && there.tokens().caller(authorization).isPresent());
  }

  @Override
  public void close() {
    context.serve(null, null);
    if (fleet != null) {
      fleet.close();
    }
    close(server, local);
  }
}
