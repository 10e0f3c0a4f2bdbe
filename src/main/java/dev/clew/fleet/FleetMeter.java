package dev.clew.fleet;

import java.time.Duration;
import java.util.Map;

/// Is told what a server of a fleet does, for its metrics. Times that begin on one server and end
/// on another are of their wall clocks.
public interface FleetMeter {
  /// A service of a stack, and how replicas of it stand.
  ///
  /// @param service as STACK/SERVICE
  record ReplicaState(String service, String state) {}

  /// A version was written to the replicated store.
  void committed(Duration took);

  /// A committed version has come to the server that leads.
  ///
  /// @param lag since it was committed
  void seen(Duration lag);

  /// There is what a version wants.
  ///
  /// @param took since it was committed
  void applied(Duration took);

  /// A machine has started a container.
  void containerStarted();

  /// A token that was revoked is refused on this server.
  ///
  /// @param took since it was revoked
  void revoked(Duration took);

  /// How many replicas there are of each kind; none where this server does not lead.
  void replicas(Map<ReplicaState, Long> counts);
}
