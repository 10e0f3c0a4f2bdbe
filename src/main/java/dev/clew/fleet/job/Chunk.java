package dev.clew.fleet.job;

import dev.clew.fleet.bus.BusMessage;
import dev.clew.fleet.bus.FleetStream;
import java.util.Map;

/// A piece of what a task has printed.
///
/// @param error whether it is of the standard error
@SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
public record Chunk(String job, String node, String task, boolean error, byte[] bytes) {
  private static final String STREAM = "Clew-Stream";
  private static final String TASK = "Clew-Task";
  private static final int JOB_PART = 2;
  private static final int NODE_PART = 3;

  public static String subjects(String job) {
    return FleetStream.OUTPUT.below(job);
  }

  public String subject() {
    return FleetStream.OUTPUT.subject(job, node);
  }

  public Map<String, String> headers() {
    return Map.of(STREAM, error ? "stderr" : "stdout", TASK, task);
  }

  public static Chunk of(BusMessage message) {
    String[] parts = message.subject().split("\\.", -1);
    return new Chunk(
        parts[JOB_PART],
        parts[NODE_PART],
        message.headers().getOrDefault(TASK, ""),
        "stderr".equals(message.headers().get(STREAM)),
        message.body());
  }
}
