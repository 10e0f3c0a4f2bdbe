package dev.clew.container;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An endpoint as a container reaches it.
///
/// @param viaGateway whether it is on Clew's own machine, so that the container needs a way there
record ReachableEndpoint(URI uri, boolean viaGateway) {
  /// The name of the host's machine in a container.
  static final String HOST = "host.docker.internal";

  /// The option that gives a container this name.
  static final String GATEWAY = HOST + ":host-gateway";

  /// Rewrites loopback, which is the container itself in there, and leaves any other host.
  ///
  /// @param withQuery whether the query is kept, which may hold a credential
  /// @param sameNetwork whether the container shares the host's network
  static ReachableEndpoint of(URI endpoint, boolean withQuery, boolean sameNetwork) {
    String authority = String.valueOf(endpoint.getRawAuthority());
    int colon = authority.lastIndexOf(':');
    int end = colon > authority.lastIndexOf(']') ? colon : authority.length();
    String host = authority.substring(0, end).toLowerCase(Locale.ROOT);
    boolean local = isLoopback(host) && !sameNetwork;
    String query = withQuery ? endpoint.getRawQuery() : null;
    return new ReachableEndpoint(
        URI.create(
            endpoint.getScheme()
                + "://"
                + (local ? HOST + authority.substring(end) : authority)
                + path(endpoint.getRawPath())
                + (query == null ? "" : "?" + query)),
        local || host.equals(HOST));
  }

  private static String path(@Nullable String path) {
    return path == null ? "" : path;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}");
  }
}
