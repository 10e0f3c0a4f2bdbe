package dev.clew.serve;

import dev.clew.fleet.agent.TaskEntry;
import dev.clew.fleet.audit.AuditEvent;
import dev.clew.fleet.deploy.Deployment;
import dev.clew.fleet.deploy.Replica;
import dev.clew.fleet.deploy.Revision;
import dev.clew.fleet.deploy.Service;
import dev.clew.fleet.deploy.Stack;
import dev.clew.fleet.deploy.UpdatePolicy;
import dev.clew.fleet.identity.AccessToken;
import dev.clew.fleet.job.HealthCheck;
import dev.clew.fleet.job.Job;
import dev.clew.fleet.job.JobSpec;
import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.Report;
import dev.clew.fleet.job.ServiceTask;
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
      Deployment.class,
      Revision.class,
      Revision.Kind.class,
      Stack.class,
      Service.class,
      UpdatePolicy.class,
      UpdatePolicy.Order.class,
      Replica.class,
      Replica.State.class,
      HealthCheck.class,
      HealthCheck.Kind.class,
      ServiceTask.class,
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
