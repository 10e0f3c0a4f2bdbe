package dev.clew.fleet.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a caller may do: each role what those before it may, too.
public enum Role {
  /// Read.
  VIEW,
  /// Start and cancel jobs, drain nodes.
  OPERATE,
  /// Issue and revoke tokens, let nodes join and remove them.
  ADMIN;

  /// Its name for people and in JSON.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> named(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  boolean allows(Role needed) {
    return compareTo(needed) >= 0;
  }
}
