package dev.clew.fleet.bus;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.Locale;

/// The streams of a fleet. A message has one subject, `clew.STREAM.…`.
public enum FleetStream {
  /// What a node is to do: one consumer a node; a message is removed when its node has taken it.
  DISPATCH(true, Duration.ofDays(1), -1),
  /// What nodes report: one consumer for all servers; removed when one of them has taken it.
  EVENTS(true, Duration.ofDays(7), -1),
  /// What jobs print.
  OUTPUT(false, Duration.ofDays(7), 1L << 30),
  /// What was done by whom: nothing is removed.
  AUDIT(false, Duration.ZERO, -1);

  /// For how long a message of an id that was there is recognised.
  private static final Duration DUPLICATES = Duration.ofMinutes(10);

  private final boolean queue;
  private final Duration age;
  private final long bytes;

  /// @param queue whether a message goes when it is taken: types of the library are not to be in
  ///   the image's heap
  FleetStream(boolean queue, Duration age, long bytes) {
    this.queue = queue;
    this.age = age;
    this.bytes = bytes;
  }

  /// The name in JetStream.
  String label() {
    return "clew_" + name().toLowerCase(Locale.ROOT);
  }

  /// The subject of a message.
  ///
  /// @param parts without dots, blanks and wildcards
  public String subject(String... parts) {
    return "clew." + name().toLowerCase(Locale.ROOT) + "." + String.join(".", parts);
  }

  /// All subjects below one.
  public String below(String... parts) {
    return subject(parts) + (parts.length == 0 ? ">" : ".>");
  }

  StreamConfiguration configuration(int replicas) {
    boolean kept = this == AUDIT;
    return StreamConfiguration.builder()
        .name(label())
        .subjects(below())
        .storageType(StorageType.File)
        .retentionPolicy(queue ? RetentionPolicy.WorkQueue : RetentionPolicy.Limits)
        .discardPolicy(kept ? DiscardPolicy.New : DiscardPolicy.Old)
        .maxAge(age)
        .maxBytes(bytes)
        .duplicateWindow(DUPLICATES)
        .replicas(replicas)
        .denyDelete(kept)
        .denyPurge(kept)
        .build();
  }
}
