package dev.clew.runs;

import dev.clew.otlp.codec.AnyValues;
import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpFields.KeyValueFields;
import dev.clew.otlp.codec.ProtoCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds which run a resource or record belongs to: by the first of an ordered list of attributes.
public final class RunNames {
  private static final int MAX_LENGTH = 256;

  private final List<String> attributes;
  private final byte[][] keys;

  /// @param attributes the first one first
  public RunNames(List<String> attributes) {
    this.attributes = List.copyOf(attributes);
    this.keys =
        attributes.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  public List<String> attributes() {
    return attributes;
  }

  /// The better of what was found so far and what one `KeyValue` says.
  public @Nullable RunName better(@Nullable RunName best, byte[] bytes, int from, int to)
      throws MalformedMessage {
    int limit = best == null ? keys.length : best.rank();
    if (limit == 0) {
      return best;
    }
    ProtoCursor pair = new ProtoCursor(bytes, from, to);
    int rank = -1;
    int valueFrom = 0;
    int valueTo = 0;
    while (pair.next()) {
      if (pair.isBlock(KeyValueFields.KEY)) {
        rank = rank(bytes, pair.blockStart(), pair.blockEnd(), limit);
      } else if (pair.isBlock(KeyValueFields.VALUE)) {
        valueFrom = pair.blockStart();
        valueTo = pair.blockEnd();
      }
    }
    if (rank < 0) {
      return best;
    }
    String value = AnyValues.text(new ProtoCursor(bytes, valueFrom, valueTo));
    return value.isEmpty() || value.length() > MAX_LENGTH
        ? best
        : new RunName(value, attributes.get(rank), rank);
  }

  private int rank(byte[] bytes, int from, int to, int limit) {
    for (int i = 0; i < limit; i++) {
      if (to - from == keys[i].length
          && Arrays.equals(bytes, from, to, keys[i], 0, keys[i].length)) {
        return i;
      }
    }
    return -1;
  }
}
