package dev.clew.serve;

import dev.clew.config.Quantity;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.Map;

/// Heap sizes of the native daemon, in bytes. Requests in flight, records that wait to be committed
/// and answers have limits of their own, which fit into the default.
public final class DaemonHeap {
  /// Of the young generation; larger than the one of commands, which requests in flight would
  /// overflow.
  public static final long YOUNG = 32L << 20;

  static final String VARIABLE = "CLEW_SERVE_HEAP";

  private static final long LEAST = 64L << 20;
  private static final long DEFAULT = 384L << 20;

  private DaemonHeap() {}

  /// The limit that the environment sets, or the default where it sets none that can be used.
  public static long limit(Map<String, String> environment) {
    long set = Quantity.bytes(environment.getOrDefault(VARIABLE, ""));
    return set < LEAST ? DEFAULT : set;
  }

  /// @throws ClewError E005 when the environment sets a limit that cannot be used
  static void check(Map<String, String> environment) {
    String set = environment.getOrDefault(VARIABLE, "");
    if (!set.isEmpty() && Quantity.bytes(set) < LEAST) {
      throw new ClewError(
          ErrorCode.E005, VARIABLE + " is \"" + set + "\"; a size of 64MiB or more, such as 1GiB.");
    }
  }
}
