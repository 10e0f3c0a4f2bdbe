package dev.clew.serve;

import dev.clew.fleet.agent.TaskEntry;
import dev.clew.fleet.audit.AuditEvent;
import dev.clew.fleet.identity.AccessToken;
import dev.clew.fleet.job.Job;
import dev.clew.fleet.job.JobSpec;
import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.Report;
import dev.clew.fleet.job.Task;
import dev.clew.fleet.node.Beat;
import dev.clew.fleet.node.FleetNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// Names the records that NATS and journals hold as JSON, for the native image.
@RegisterForReflection(
    targets = {
      TaskEntry.class,
      AuditEvent.class,
      AccessToken.class,
      Job.class,
      JobSpec.class,
      Order.class,
      Report.class,
      Task.class,
      Beat.class,
      FleetNode.class
    },
    // The client of NATS makes its connections by these names.
    classNames = {
      "io.nats.client.impl.SocketDataPort",
      "io.nats.client.impl.SocketDataPortWithWriteTimeout",
      "io.nats.client.impl.NatsServerPool"
    })
final class FleetReflection {
  private FleetReflection() {}
}
