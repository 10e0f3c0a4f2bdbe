package dev.clew.serve;

import java.util.List;

/// Addresses that only this machine reaches.
final class Loopback {
  private Loopback() {}

  /// @param hosts as the user gave them
  static boolean onlyIn(List<String> hosts) {
    return hosts.stream()
        .allMatch(
            host -> host.equals("localhost") || host.equals("::1") || host.startsWith("127."));
  }
}
