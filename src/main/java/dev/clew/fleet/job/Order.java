package dev.clew.fleet.job;

import dev.clew.fleet.bus.FleetStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a node is to do: start a task, or end one.
///
/// @param kind `start` or `cancel`
/// @param job its id
/// @param task its id
/// @param command empty for an end
/// @param debug whether what it prints is recorded
/// @param sent RFC 3339
/// @param service what makes it a replica; null for a task of a job
public record Order(
    String kind,
    String job,
    String task,
    int attempt,
    String run,
    String identity,
    List<String> command,
    Map<String, String> environment,
    String directory,
    long timeoutMillis,
    boolean debug,
    String sent,
    @Nullable ServiceTask service) {
  public static final String START = "start";
  public static final String CANCEL = "cancel";

  static Order start(Job job, Task task) {
    JobSpec spec = job.spec();
    return new Order(
        START,
        job.id(),
        task.id(),
        task.attempt(),
        job.run(),
        job.identity(),
        spec.command(),
        spec.environment(),
        spec.directory(),
        spec.timeoutMillis(),
        spec.debug(),
        task.dispatched(),
        null);
  }

  static Order cancel(Job job, Task task) {
    return new Order(
        CANCEL,
        job.id(),
        task.id(),
        task.attempt(),
        job.run(),
        job.identity(),
        List.of(),
        Map.of(),
        "",
        0,
        false,
        task.dispatched(),
        null);
  }

  /// The subjects of a node's orders.
  public static String subjects(String node) {
    return FleetStream.DISPATCH.below(node);
  }

  public String subject(String node) {
    return FleetStream.DISPATCH.subject(node, kind, task);
  }

  /// Whether it is to be started.
  public boolean isStart() {
    return kind.equals(START);
  }
}
