package dev.clew.fleet.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.audit.AuditEvent;
import dev.clew.fleet.audit.AuditLog;
import dev.clew.fleet.audit.AuditType;
import dev.clew.fleet.server.Fleet;
import dev.clew.time.DurationText;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The audit log.
@Path("/api/v1/audit")
public final class AuditResource {
  private static final Duration WAIT = Duration.ofMillis(250);
  private static final long KEEP_ALIVE_NANOS = 10_000_000_000L;

  private final FleetContext context;

  AuditResource(FleetContext context) {
    this.context = context;
  }

  @GET
  @Produces("application/x-ndjson")
  @Operation(
      summary =
          "Audit events in their order, an object a line: all, or of the `last` so many; with"
              + " `follow=true` those that come, too")
  public Response events(
      @QueryParam("since") @Nullable String since,
      @QueryParam("type") @Nullable String types,
      @QueryParam("last") @Nullable Integer last,
      @QueryParam("follow") @Nullable String follow,
      @Context HttpHeaders headers,
      @Context HttpServerResponse response) {
    Fleet fleet = context.seen(headers);
    Set<AuditType> wanted = types(types);
    long from = millis(since);
    int most = last == null ? 0 : Math.max(0, last);
    StreamingOutput lines =
        out -> {
          try (OutputStream reader = context.readers.enter(response, out)) {
            write(fleet.audit().read(from, most, wanted), "true".equals(follow), reader);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    return Response.ok(lines).build();
  }

  private static void write(AuditLog.Reader events, boolean follow, OutputStream out)
      throws IOException, InterruptedException {
    long written = System.nanoTime();
    while (true) {
      Optional<AuditEvent> event = events.next(follow ? WAIT : Duration.ZERO);
      if (event.isPresent()) {
        out.write(FleetJson.bytes(event.get()));
      } else if (!follow) {
        return;
      }
      if (event.isPresent() || System.nanoTime() - written > KEEP_ALIVE_NANOS) {
        out.write('\n');
        written = System.nanoTime();
      }
    }
  }

  private static Set<AuditType> types(@Nullable String names) {
    Set<AuditType> types = EnumSet.noneOf(AuditType.class);
    if (names != null && !names.isEmpty()) {
      for (String each : names.split(",", -1)) {
        types.add(AuditType.named(each.strip()));
      }
    }
    return types;
  }

  private static long millis(@Nullable String since) {
    if (since == null || since.isEmpty()) {
      return 0;
    }
    Optional<Duration> age = DurationText.parse(since);
    try {
      Instant from = age.isPresent() ? Instant.now().minus(age.get()) : Instant.parse(since);
      return Math.max(1, from.toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw new ClewError(
          ErrorCode.E001,
          "since is \"" + since + "\"; write a time as RFC 3339, or an age such as 15m.",
          e);
    }
  }
}
