package dev.clew.container;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An endpoint as a container reaches it.
///
/// @param viaGateway whether the container has to be given the name of its host
record ReachableEndpoint(URI uri, boolean viaGateway) {
  /// The name of the host's machine in a container of Docker's, which has to be asked for.
  static final String DOCKER_HOST = "host.docker.internal";

  /// The same in one of Podman's, which is always there; before 4.7 no other can be asked for.
  static final String PODMAN_HOST = "host.containers.internal";

  /// The value of the option that gives a container Docker's name.
  static final String GATEWAY = DOCKER_HOST + ":host-gateway";

  private static final Set<String> LOOPBACK =
      Set.of("localhost", "localhost.", "[::1]", "0.0.0.0", "[::]");

  /// Rewrites loopback, which is the container itself in there, and leaves any other host.
  ///
  /// @param name of the host's machine in the container, or null where it shares the host's network
  /// @param withQuery whether the query is kept, which may hold a credential
  static ReachableEndpoint of(URI endpoint, @Nullable String name, boolean withQuery) {
    String authority = String.valueOf(endpoint.getRawAuthority());
    int colon = authority.lastIndexOf(':');
    int end = colon > authority.lastIndexOf(']') ? colon : authority.length();
    String host = authority.substring(0, end).toLowerCase(Locale.ROOT);
    boolean local = isLoopback(host) && name != null;
    String query = withQuery ? endpoint.getRawQuery() : null;
    return new ReachableEndpoint(
        URI.create(
            endpoint.getScheme()
                + "://"
                + (local ? name + authority.substring(end) : authority)
                + path(endpoint.getRawPath())
                + (query == null ? "" : "?" + query)),
        DOCKER_HOST.equals(local ? name : host));
  }

  private static String path(@Nullable String path) {
    return path == null ? "" : path;
  }

  /// Any address is loopback to who connects to it.
  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host) || host.matches("(\\[::ffff:)?127(\\.\\d+){1,3}\\]?");
  }
}
