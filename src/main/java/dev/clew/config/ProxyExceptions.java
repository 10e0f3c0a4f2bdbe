package dev.clew.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The hosts of `NO_PROXY`, which are reached without a proxy, as this machine always is.
///
/// @param entries names (which stand for their subdomains too), addresses, networks (`10.0.0.0/8`),
///   or `*` for every host; names and addresses may have a port
record ProxyExceptions(List<String> entries) {
  static ProxyExceptions parse(String text) {
    List<String> entries = new ArrayList<>();
    for (String entry : text.split("[,\\s]+", -1)) {
      if (!entry.isEmpty()) {
        entries.add(entry.toLowerCase(Locale.ROOT));
      }
    }
    return new ProxyExceptions(List.copyOf(entries));
  }

  /// @param host an IPv6 address in brackets
  boolean has(String host, int port) {
    String name = bare(host.toLowerCase(Locale.ROOT));
    InetAddress address = address(name);
    if (name.equals("localhost")
        || name.endsWith(".localhost")
        || (address != null && address.isLoopbackAddress())) {
      return true;
    }
    return entries.stream().anyMatch(entry -> matches(entry, name, address, port));
  }

  private static boolean matches(
      String entry, String name, @Nullable InetAddress address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash >= 0) {
      return address != null
          && isIn(address, address(bare(entry.substring(0, slash))), entry.substring(slash + 1));
    }
    String host = entry;
    int colon = entry.lastIndexOf(':');
    boolean hasPort = colon > 0 && (entry.charAt(colon - 1) == ']' || entry.indexOf(':') == colon);
    if (hasPort) {
      if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      host = entry.substring(0, colon);
    }
    host = bare(host);
    InetAddress excepted = address(host);
    if (excepted != null) {
      return excepted.equals(address);
    }
    String domain = host.startsWith("*.") ? host.substring(2) : host.replaceFirst("^\\.", "");
    return address == null && (name.equals(domain) || name.endsWith("." + domain));
  }

  private static boolean isIn(InetAddress address, @Nullable InetAddress network, String bits) {
    if (network == null || !bits.matches("\\d{1,3}")) {
      return false;
    }
    byte[] one = address.getAddress();
    byte[] other = network.getAddress();
    int length = Integer.parseInt(bits);
    if (one.length != other.length || length > one.length * 8) {
      return false;
    }
    int whole = length / 8;
    int mask = (0xFF00 >> (length % 8)) & 0xFF;
    return Arrays.equals(one, 0, whole, other, 0, whole)
        && (mask == 0 || (one[whole] & mask) == (other[whole] & mask));
  }

  /// Without brackets and the dot that ends a name of the root.
  private static String bare(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static @Nullable InetAddress address(String text) {
    boolean numeric = text.indexOf(':') >= 0 || text.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
    if (!numeric) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }
}
