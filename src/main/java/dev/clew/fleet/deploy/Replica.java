package dev.clew.fleet.deploy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One start of a service on a machine.
///
/// @param id unlike any other's, ever, and the same for two servers that both take themselves for
///   the leader: the second is refused
/// @param slot which of the service's replicas it is, counted from 0
/// @param version of the stack that it was started for
/// @param digest of the service
/// @param generation of the slot, counted from 1
/// @param ports that it takes on its machine
/// @param restarts in a row that did not last
/// @param created when it was ordered, RFC 3339
/// @param started RFC 3339; null while it has not
/// @param ended RFC 3339; null while it has not
/// @param exitCode as a shell gives it; -1 while there is none
/// @param error why it ended; empty else
/// @param port that it was given on its machine; 0 for none
public record Replica(
    String id,
    String stack,
    String service,
    int slot,
    long version,
    String digest,
    int generation,
    String node,
    List<Integer> ports,
    State state,
    int restarts,
    String created,
    @Nullable String started,
    @Nullable String ended,
    int exitCode,
    String error,
    int port) {
  /// How a replica stands.
  public enum State {
    /// Its machine has not reported that it has started.
    PENDING,
    RUNNING,
    HEALTHY,
    /// It was told to end.
    STOPPING,
    /// It has ended as it was told to.
    STOPPED,
    /// It has ended by itself, could not start, or was not healthy.
    FAILED,
    /// Its machine went away.
    LOST;

    /// Whether it may still run.
    public boolean isLive() {
      return this == PENDING || this == RUNNING || this == HEALTHY || this == STOPPING;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What the tasks of a service have for a job: the subject of their output and reports.
  public static final String JOB = "svc_";

  static Replica pending(
      Revision revision,
      String service,
      int slot,
      int generation,
      String node,
      int restarts,
      String now) {
    Stack stack = revision.stack();
    Service what = Objects.requireNonNull(stack.services().get(service));
    return new Replica(
        "%s_%s_%d_%d_%d".formatted(stack.name(), service, slot, revision.version(), generation),
        stack.name(),
        service,
        slot,
        revision.version(),
        what.digest(),
        generation,
        node,
        what.ports(),
        State.PENDING,
        restarts,
        now,
        null,
        null,
        -1,
        "",
        0);
  }

  @JsonIgnore
  public boolean isLive() {
    return state.isLive();
  }

  /// Whether it takes the place of another of the same kind, which nobody has asked for.
  boolean repeats(Replica other) {
    return slot == other.slot && digest.equals(other.digest);
  }

  /// Its service's output and reports.
  public static String job(String stack, String service) {
    return JOB + stack + "_" + service;
  }

  Replica in(State now) {
    return change(now, started, ended, exitCode, error, port);
  }

  Replica started(String at, int onPort) {
    return change(State.RUNNING, at, null, -1, "", onPort);
  }

  Replica over(State now, int code, String why, String at) {
    return change(now, started, at, code, why, port);
  }

  private Replica change(
      State now, @Nullable String begun, @Nullable String over, int code, String why, int onPort) {
    return new Replica(
        id,
        stack,
        service,
        slot,
        version,
        digest,
        generation,
        node,
        ports,
        now,
        restarts,
        created,
        begun,
        over,
        code,
        why,
        onPort);
  }
}
