package dev.clew.fleet.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.TraceHeaders;
import dev.clew.fleet.identity.AccessTokens;
import dev.clew.fleet.identity.Caller;
import dev.clew.fleet.identity.LocalToken;
import dev.clew.fleet.identity.Role;
import dev.clew.fleet.server.Fleet;
import dev.clew.web.api.SlowReaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the resources of a fleet share: the fleet, if this server has one, and who asks.
@Singleton
public final class FleetContext {
  final SlowReaders readers;
  private volatile @Nullable Fleet fleet;
  private volatile @Nullable LocalToken local;
  private volatile boolean guarded;

  FleetContext(Vertx vertx) {
    this.readers = new SlowReaders(vertx, SlowReaders.STILL_NANOS);
  }

  /// Gives it the fleet; null takes it away.
  ///
  /// @param token of the user whom this server belongs to
  public void serve(@Nullable Fleet now, @Nullable LocalToken token) {
    local = token;
    fleet = now;
  }

  /// Tells it whether the port demands a token of everybody.
  public void guarded(boolean now) {
    guarded = now;
  }

  /// @throws ClewError E120 when this server has none
  Fleet fleet() {
    Fleet there = fleet;
    if (there == null) {
      throw new ClewError(ErrorCode.E120, "This server was started without --fleet.");
    }
    return there;
  }

  /// Who asks. What a port lets in that demands a token has the server's, or one of the fleet.
  ///
  /// @throws ClewError E126 when the token is not good
  Caller caller(HttpHeaders headers) {
    return caller(headers.getHeaderString("authorization"));
  }

  Caller caller(@Nullable String authorization) {
    if (!AccessTokens.isOne(authorization)) {
      LocalToken own = local;
      boolean isLocal = guarded || (own != null && own.admits(authorization));
      return isLocal ? Caller.LOCAL : Caller.ANYBODY;
    }
    return fleet()
        .tokens()
        .caller(authorization)
        .orElseThrow(
            () -> new ClewError(ErrorCode.E126, "The token is unknown, expired or revoked."));
  }

  /// The fleet, for who may see it.
  Fleet seen(HttpHeaders headers) {
    caller(headers).require(Role.VIEW, "this");
    return fleet();
  }

  /// The `traceparent` that a request is part of: of the server's own span where it makes one.
  static String traceparent(HttpHeaders headers) {
    SpanContext span = Span.current().getSpanContext();
    if (!span.isValid()) {
      Map<String, String> given = new LinkedHashMap<>();
      String parent = headers.getHeaderString(TraceHeaders.TRACEPARENT);
      if (parent != null) {
        given.put(TraceHeaders.TRACEPARENT, parent);
      }
      span = TraceHeaders.span(given);
    }
    return TraceHeaders.of(span).getOrDefault(TraceHeaders.TRACEPARENT, "");
  }
}
