package dev.clew.fleet.deploy;

import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.ServiceTask;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Orders to start and end replicas.
final class ReplicaOrder {
  private ReplicaOrder() {}

  /// @param service null where it is not known any more; not for a start
  static Order of(
      Replica replica,
      @Nullable Service service,
      boolean start,
      String cluster,
      String run,
      String identity) {
    return new Order(
        start ? Order.START : Order.CANCEL,
        Replica.job(replica.stack(), replica.service()),
        replica.id(),
        replica.generation(),
        run,
        identity,
        service == null ? List.of() : service.command(),
        service == null ? Map.of() : service.environment(),
        service == null || service.directory() == null ? "" : service.directory(),
        0,
        false,
        replica.created(),
        new ServiceTask(
            cluster,
            replica.stack(),
            replica.service(),
            replica.version(),
            service == null ? null : service.image(),
            service == null ? 0 : service.expose(),
            service == null ? List.of() : service.ports(),
            service == null ? null : service.health(),
            service == null ? 0 : service.stopMillis()));
  }
}
