package dev.clew.fleet.server;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.bus.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The id of a fleet, which its first server makes up.
final class ClusterId {
  private static final String KEY = "id";
  private static final int BYTES = 8;

  private ClusterId() {}

  static String of(Bucket cluster, RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    byte[] fresh = HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    var _ = cluster.create(KEY, fresh);
    byte[] id =
        cluster
            .get(KEY)
            .orElseThrow(() -> new ClewError(ErrorCode.E123, "the fleet's id is missing"))
            .value();
    return new String(id, StandardCharsets.US_ASCII);
  }
}
