package dev.clew.web.api;

import dev.clew.web.guard.Guard;
import dev.clew.web.guard.Guard.Denial;
import dev.clew.web.rpc.GrpcCall;
import dev.clew.web.view.ErrorView;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// What stands before the API and the page: the guard, the headers that every answer has, and
/// health.
///
/// @param ready whether requests can be served
/// @param metrics answers `/metrics`
/// @param rpcDenial refuses calls of gRPC
/// @param inside answers all the rest
public record PageFrontHandler(
    Guard guard,
    BooleanSupplier ready,
    MetricsPage metrics,
    Denial rpcDenial,
    Handler<HttpServerRequest> inside)
    implements Handler<HttpServerRequest> {
  private static final Map<String, String> HEADERS =
      Map.of(
          "content-security-policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "x-content-type-options",
          "nosniff",
          "referrer-policy",
          "no-referrer",
          "cross-origin-opener-policy",
          "same-origin",
          "cross-origin-resource-policy",
          "same-origin");

  /// A path that a router can read in one way only.
  private static final Pattern PLAIN = Pattern.compile("/|(/[A-Za-z0-9_@-][A-Za-z0-9._@~-]*)+/?");

  /// Digits of the length of a body that no request has: ten million bytes, a little less than what
  /// Quarkus takes.
  private static final int LONGEST_DIGITS = 8;

  private static final Set<String> PROTECTED = Set.of("api", "metrics", "v1", "q");

  @Override
  public void handle(HttpServerRequest request) {
    HEADERS.forEach(request.response()::putHeader);
    String path = String.valueOf(request.path());
    boolean rpc = GrpcCall.is(request);
    Denial denial = rpc ? rpcDenial : PageFrontHandler::deny;
    if (path.startsWith("/health/")) {
      health(request, path);
    } else if (guard.admit(request, rpc || isProtected(path), denial)
        && isUnambiguous(request, denial)
        && isSmall(request, denial)) {
      if (rpc && !GrpcCall.settleEncoding(request)) {
        denial.deny(request, 415, "messages may be compressed with gzip only");
        return;
      }
      (path.equals(MetricsPage.PATH) ? metrics : inside).handle(request);
    }
  }

  /// All but the page's files. What is not plain could be read as a path of the API's.
  public static boolean isProtected(String path) {
    if (!PLAIN.matcher(path).matches()) {
      return true;
    }
    int end = path.indexOf('/', 1);
    return PROTECTED.contains(path.substring(1, end < 0 ? path.length() : end));
  }

  /// A parameter that is given twice could be read in two ways, a wrong escape in none.
  private static boolean isUnambiguous(HttpServerRequest request, Denial denial) {
    MultiMap parameters;
    try {
      parameters = request.params();
    } catch (IllegalArgumentException _) {
      denial.deny(request, 400, "the query is not percent-encoded well");
      return false;
    }
    boolean once = parameters.entries().size() == parameters.names().size();
    if (!once) {
      denial.deny(request, 400, "a parameter is given more than once");
    }
    return once;
  }

  /// Quarkus would close the connection of a client that is still sending.
  private static boolean isSmall(HttpServerRequest request, Denial denial) {
    String length = request.getHeader("content-length");
    boolean small = length == null || length.length() < LONGEST_DIGITS;
    if (!small) {
      denial.deny(request, 413, "the body is too large");
    }
    return small;
  }

  private void health(HttpServerRequest request, String path) {
    boolean readiness = path.equals("/health/ready");
    boolean up = readiness ? ready.getAsBoolean() : path.equals("/health/live");
    request
        .response()
        .setStatusCode(up ? 200 : readiness ? 503 : 404)
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
  }

  /// Says no to a request, as the API does.
  public static void deny(HttpServerRequest request, int status, String reason) {
    deny(request, status, ErrorView.of(status, reason));
  }

  static void deny(HttpServerRequest request, int status, ErrorView error) {
    if (status == 401) {
      request.response().putHeader("www-authenticate", "Bearer");
    }
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(error.json());
  }
}
