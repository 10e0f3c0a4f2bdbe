package dev.clew.cli.look;

import org.jspecify.annotations.Nullable;

/// Prints what a service of a fleet prints.
@FunctionalInterface
public interface ServicePrinter {
  /// Prints it, to its end or for as long as it goes on.
  ///
  /// @param service as STACK/SERVICE, or SERVICE alone
  /// @param server that the command line names; null for none
  /// @param follow goes on with what comes
  void print(String service, @Nullable String server, boolean follow);
}
