package dev.clew.web.guard;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The names that this server answers to. A page of a foreign name whose address was made to be
/// this machine's (DNS rebinding) is a stranger. An address cannot be made to be another one, so
/// every address is fine.
public final class Hosts {
  /// What containers call the machine that they run on; nobody can register these names.
  private static final Set<String> CONTAINERS =
      Set.of("host.docker.internal", "host.containers.internal");

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%]*]");

  private final Set<String> names;

  /// Allows these names of hosts.
  ///
  /// @param names of this server, besides localhost and all addresses
  public Hosts(Collection<String> names) {
    this.names = names.stream().map(Hosts::normal).collect(Collectors.toUnmodifiableSet());
  }

  /// @param authority host and port as the Host header or `:authority` has them, or null
  boolean isOurs(@Nullable String authority) {
    if (authority == null) {
      return false;
    }
    String host = normal(withoutPort(authority));
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || IPV4.matcher(host).matches()
        || IPV6.matcher(host).matches()
        || CONTAINERS.contains(host)
        || names.contains(host);
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  private static String normal(String host) {
    String lower = host.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
