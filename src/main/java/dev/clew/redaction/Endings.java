package dev.clew.redaction;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Words by their last two characters, in any case: most text has none that ends so.
final class Endings<T> {
  private final T[][] byEnding;

  /// @param word its characters, two at least
  Endings(
      List<T> all, Function<T, byte[]> word, IntFunction<T[]> array, IntFunction<T[][]> arrays) {
    this.byEnding = arrays.apply(1 << 10);
    for (int i = 0; i < byEnding.length; i++) {
      int ending = i;
      byEnding[i] =
          all.stream()
              .filter(
                  each -> {
                    byte[] bytes = word.apply(each);
                    return of(bytes[bytes.length - 2], bytes[bytes.length - 1]) == ending;
                  })
              .toArray(array);
    }
  }

  private static int of(byte before, byte last) {
    return (before & 31) << 5 | (last & 31);
  }

  /// Those that may end at an offset.
  T[] before(TextWindow window, int end) {
    return end - 2 < window.from()
        ? byEnding[0]
        : byEnding[of(window.at(end - 2), window.at(end - 1))];
  }
}
