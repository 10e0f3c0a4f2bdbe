package dev.clew.web.guard;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps out what has no business on a port: names that are not ours, pages of other origins, and
/// clients without the token where there is one.
///
/// @param token that clients have to send; empty: none
public record Guard(Hosts hosts, Origins origins, Optional<? extends Admission> token) {
  private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]*");

  /// Says no to a request in its protocol.
  @FunctionalInterface
  public interface Denial {
    /// Answers the request.
    ///
    /// @param status of HTTP
    void deny(HttpServerRequest request, int status, String reason);
  }

  /// Looks at a request before anything else does.
  ///
  /// @param needsToken whether it is for what a token protects
  /// @return false when it has been answered
  public boolean admit(HttpServerRequest request, boolean needsToken, Denial denial) {
    String authority = authority(request);
    if (!hosts.isOurs(authority) && !isWithoutHost(request, authority)) {
      denial.deny(
          request,
          421,
          "this server does not answer to the name that was asked for; start it with"
              + " --allow-host NAME if it should");
      return false;
    }
    String origin = request.getHeader("origin");
    if (origins.isForeign(
        origin,
        authority,
        request.getHeader("sec-fetch-site"),
        request.getHeader("sec-fetch-mode"))) {
      denial.deny(
          request,
          403,
          "pages of another origin may not use this server; start it with --allow-origin ORIGIN if"
              + " they should");
      return false;
    }
    if (origin != null && origins.isAllowed(origin) && isPreflight(request, origin)) {
      return false;
    }
    if (needsToken
        && token.isPresent()
        && !token.get().admits(request.getHeader("authorization"))) {
      denial.deny(request, 401, "this needs the header Authorization: Bearer with the token");
      return false;
    }
    return true;
  }

  private static @Nullable String authority(HttpServerRequest request) {
    var authority = request.authority();
    if (authority == null) {
      return null;
    }
    return authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
  }

  /// Programs of HTTP/1.0 have no Host header; browsers always have one.
  private static boolean isWithoutHost(HttpServerRequest request, @Nullable String authority) {
    return authority == null
        && request.version() == HttpVersion.HTTP_1_0
        && request.getHeader("host") == null;
  }

  /// Lets scripts of the origin read the answer, and answers a browser that asks first.
  private static boolean isPreflight(HttpServerRequest request, String origin) {
    var response = request.response();
    // sendBeacon and the web SDKs' exporters send credentials; the origin is named, never "*".
    response
        .putHeader("access-control-allow-origin", origin)
        .putHeader("access-control-allow-credentials", "true")
        .putHeader("vary", "Origin");
    boolean asks =
        request.method().equals(HttpMethod.OPTIONS)
            && request.getHeader("access-control-request-method") != null;
    if (!asks) {
      return false;
    }
    response.putHeader("access-control-allow-methods", "GET, HEAD, POST, PUT, DELETE");
    String headers = request.getHeader("access-control-request-headers");
    if (headers != null && HEADER_NAMES.matcher(headers).matches()) {
      response.putHeader("access-control-allow-headers", headers);
    }
    if ("true".equals(request.getHeader("access-control-request-private-network"))) {
      response.putHeader("access-control-allow-private-network", "true");
    }
    response.putHeader("access-control-max-age", "7200").setStatusCode(204).end();
    return true;
  }
}
