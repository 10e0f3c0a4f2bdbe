package dev.clew.fleet.bus;

import java.util.List;

/// Where NATS is, and how it is entered.
///
/// @param urls such as `nats://host:4222`; one of them is enough to find the others
/// @param user secret together with the password; empty for none
/// @param password secret; empty for none
/// @param credentials path of a file of credentials (JWT and seed); empty for none
public record BusAddress(List<String> urls, String user, String password, String credentials) {
  public BusAddress {
    urls = List.copyOf(urls);
  }

  /// Without the password.
  @Override
  public String toString() {
    return String.join(", ", urls);
  }
}
