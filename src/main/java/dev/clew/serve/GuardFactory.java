package dev.clew.serve;

import dev.clew.config.ServeSettings.Access;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.web.guard.Admission;
import dev.clew.web.guard.BearerToken;
import dev.clew.web.guard.Guard;
import dev.clew.web.guard.Hosts;
import dev.clew.web.guard.Origins;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who may come in, from the settings.
final class GuardFactory {
  private GuardFactory() {}

  /// Makes the guard, and warns of an entrance that is too wide.
  ///
  /// @param fleet who else may come in where there is a token
  /// @throws ClewError E054 when everybody could run commands on the machines of a fleet
  static Guard guard(DaemonConfig launch, Admission fleet) {
    Access access = launch.serve().access();
    Optional<BearerToken> token =
        new TokenFile(new SecureRandom(), launch.serve().store())
            .settle(access.token(), launch.console()::token);
    List<String> hosts = launch.serve().hosts();
    if (launch.serve().fleet().enabled() && !Loopback.onlyIn(hosts) && token.isEmpty()) {
      throw new ClewError(
          ErrorCode.E054,
          "Whoever reaches " + String.join(", ", hosts) + " could run commands on all machines.");
    }
    if (!Loopback.onlyIn(hosts) && (token.isEmpty() || access.tls().isEmpty())) {
      launch
          .console()
          .warn(
              ErrorCode.E054,
              "listening on "
                  + String.join(", ", hosts)
                  + (token.isEmpty() ? " without --token" : "")
                  + (access.tls().isEmpty() ? " without --tls-cert and --tls-key" : "")
                  + ".");
    }
    List<String> names = new ArrayList<>(access.names());
    names.addAll(hosts);
    return new Guard(
        new Hosts(names), new Origins(access.origins()), token.map(own -> either(own, fleet)));
  }

  private static Admission either(Admission one, Admission other) {
    return authorization -> one.admits(authorization) || other.admits(authorization);
  }
}
