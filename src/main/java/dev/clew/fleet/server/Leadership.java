package dev.clew.fleet.server;

import dev.clew.error.ClewError;
import dev.clew.fleet.bus.Bucket;
import dev.clew.fleet.bus.Bucket.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// Which server of a fleet does what one alone has to do. The leader writes its name again before
/// it is forgotten; when it does not, another writes its own.
final class Leadership {
  private static final String KEY = "leader";

  private final Bucket bucket;
  private final byte[] self;
  private final String name;
  private volatile long revision;

  /// @param name of this server, unlike any other's
  Leadership(Bucket bucket, String name) {
    this.bucket = bucket;
    this.name = name;
    this.self = name.getBytes(StandardCharsets.UTF_8);
  }

  boolean leads() {
    return revision > 0;
  }

  String name() {
    return name;
  }

  /// Renews it, or takes it where nobody has it. To be called every other second.
  ///
  /// @return whether this server leads, and did not before
  boolean renew() {
    boolean before = leads();
    try {
      OptionalLong written = before ? bucket.update(KEY, self, revision) : bucket.create(KEY, self);
      revision = written.orElse(0);
    } catch (ClewError e) {
      // Without the others this server must not act for them.
      revision = 0;
      throw e;
    }
    return leads() && !before;
  }

  /// Who leads; empty while nobody does.
  String leader() {
    return bucket
        .get(KEY)
        .map(Versioned::value)
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .orElse("");
  }

  /// Gives it up, so that another need not wait.
  void resign() {
    if (leads()) {
      bucket.remove(KEY);
      revision = 0;
    }
  }
}
