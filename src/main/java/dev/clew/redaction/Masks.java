package dev.clew.redaction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Values that a step asked to mask with `::add-mask::V`, as GitHub Actions has it: they are
/// secrets wherever they come from then on. All streams of a process share them.
///
/// Thread-safe.
final class Masks {
  /// What is shorter would mask ordinary text.
  private static final int SHORTEST = 3;

  private static final int MOST = 1000;
  private static final int LONGEST = 64 << 10;
  private static final byte[] COMMAND = TextWindow.ascii("::add-mask::");
  private static final int SLOTS = 1 << 12;

  private final ConcurrentHashMap<String, Boolean> known = new ConcurrentHashMap<>();

  /// By the hash of a value's first three bytes, null where there is none; replaced as a whole.
  private volatile byte[] @Nullable [][] table = {};

  /// Takes what a line of output asks to mask.
  void learn(byte[] text, int from, int to) {
    int i = from;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    if (to - i <= COMMAND.length || text[i] != ':' || !matches(text, i, COMMAND)) {
      return;
    }
    String value =
        new String(text, i + COMMAND.length, to - i - COMMAND.length, StandardCharsets.UTF_8);
    unescaped(value).lines().map(String::strip).forEach(this::add);
  }

  private static String unescaped(String value) {
    return value.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }

  private static boolean matches(byte[] text, int at, byte[] other) {
    for (int i = 0; i < other.length; i++) {
      if (text[at + i] != other[i]) {
        return false;
      }
    }
    return true;
  }

  /// Masks a value from now on, unless it is so short that it would mask ordinary text.
  void add(String value) {
    boolean wanted = value.length() >= SHORTEST && value.length() <= LONGEST;
    if (wanted && known.size() < MOST && known.putIfAbsent(value, true) == null) {
      rebuild();
    }
  }

  private synchronized void rebuild() {
    byte[] @Nullable [][] slots = new byte[SLOTS][][];
    known.forEach(
        (value, _) -> {
          byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
          int slot = slot(bytes, 0);
          List<byte[]> all =
              slots[slot] == null ? new ArrayList<>() : new ArrayList<>(List.of(slots[slot]));
          all.add(bytes);
          all.sort((a, b) -> b.length - a.length);
          slots[slot] = all.toArray(byte[][]::new);
        });
    table = slots;
  }

  private static int slot(byte[] text, int at) {
    return (text[at] * 31 * 31 + text[at + 1] * 31 + text[at + 2]) & (SLOTS - 1);
  }

  boolean isEmpty() {
    return table.length == 0;
  }

  /// The values that stand between two offsets.
  ///
  /// @return whether there is any
  boolean find(byte[] text, int from, int to, FoundSecrets found) {
    found.clear();
    byte[] @Nullable [][] slots = table;
    int i = from;
    while (slots.length > 0 && i + SHORTEST <= to) {
      byte[][] here = slots[slot(text, i)];
      int length = here == null ? 0 : longest(here, text, i, to);
      i = length > 0 ? found.add(i, i, i + length) : i + 1;
    }
    return found.count() > 0;
  }

  private static int longest(byte[][] values, byte[] text, int at, int to) {
    for (byte[] value : values) {
      if (at + value.length <= to && matches(text, at, value)) {
        return value.length;
      }
    }
    return 0;
  }
}
