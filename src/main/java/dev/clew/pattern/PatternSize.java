package dev.clew.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/// Estimates how many instructions a pattern compiles to, before it is compiled: nested repetitions
/// multiply, and `((a{1000}){1000}){1000}` would fill any memory.
final class PatternSize {
  private final String pattern;
  private final Deque<Double> outer = new ArrayDeque<>();
  private double sequence;
  private double last;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /// At least the number of instructions, within a small factor.
  static double of(String pattern) {
    return new PatternSize(pattern).estimate();
  }

  private double estimate() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '(' -> open();
        case ')' -> close();
        case '[' -> characterClass();
        case '{' -> last *= repetitions();
        case '\\' -> escape();
        default -> atom(1);
      }
    }
    while (!outer.isEmpty()) {
      close();
    }
    return sequence + last;
  }

  private void atom(double size) {
    sequence += last;
    last = size;
  }

  private void open() {
    outer.push(sequence + last);
    sequence = 2;
    last = 0;
  }

  private void close() {
    double group = sequence + last;
    sequence = outer.isEmpty() ? 0 : outer.pop();
    last = group;
  }

  /// The bracket that ends a class is not the one right behind its beginning.
  private void characterClass() {
    atom(1);
    at += pattern.startsWith("^", at) ? 1 : 0;
    at += pattern.startsWith("]", at) ? 1 : 0;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      boolean named = pattern.startsWith("[:", at);
      int end = named ? pattern.indexOf(":]", at + 2) : -1;
      if (end > 0) {
        at = end + 2;
      } else {
        at += pattern.charAt(at) == '\\' ? 2 : 1;
      }
    }
    at++;
  }

  /// Between `\Q` and `\E` nothing repeats.
  private void escape() {
    boolean quotes = pattern.startsWith("Q", at);
    int end = quotes ? pattern.indexOf("\\E", at) : -1;
    int to = quotes ? (end < 0 ? pattern.length() : end + 2) : at + 1;
    atom(Math.max(1, to - at));
    at = to;
  }

  /// The highest count between braces; 1 where they are no repetition.
  private double repetitions() {
    int end = pattern.indexOf('}', at);
    String count = end < 0 ? "" : pattern.substring(at, end);
    if (!count.matches("\\d{1,9}(,\\d{0,9})?")) {
      last += 1;
      return 1;
    }
    at = end + 1;
    int comma = count.indexOf(',');
    String most =
        comma < 0 || comma == count.length() - 1
            ? count.substring(0, comma < 0 ? count.length() : comma)
            : count.substring(comma + 1);
    // An optional repetition has an instruction more.
    return Math.max(1, Integer.parseInt(most)) * (comma < 0 ? 1 : 2);
  }
}
