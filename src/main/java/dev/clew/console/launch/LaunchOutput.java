package dev.clew.console.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// The last lines of what a launch writes. As on a terminal, a carriage return writes over the
/// line.
final class LaunchOutput {
  static final int MOST = 1000;
  static final int LONGEST = 4096;

  private final Deque<String> lines = new ArrayDeque<>();
  private final StringBuilder open = new StringBuilder();
  private boolean over;
  private long dropped;

  /// What is kept.
  ///
  /// @param dropped how many lines before these are not
  record Kept(List<String> lines, long dropped) {}

  /// Reads until nobody can write any more.
  void read(InputStream in) {
    char[] chunk = new char[8192];
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      for (int count = reader.read(chunk); count >= 0; count = reader.read(chunk)) {
        add(chunk, count);
      }
    } catch (IOException e) {
      String reason = "its output cannot be read: " + e.getMessage() + "\n";
      add(reason.toCharArray(), reason.length());
    }
  }

  private synchronized void add(char[] chunk, int count) {
    for (int i = 0; i < count; i++) {
      switch (chunk[i]) {
        case '\n' -> end();
        case '\r' -> over = true;
        default -> {
          if (over || open.length() == LONGEST) {
            next();
          }
          open.append(chunk[i]);
        }
      }
    }
  }

  /// A line that is too long goes on in the next one.
  private void next() {
    if (over) {
      open.setLength(0);
      over = false;
    } else {
      end();
    }
  }

  private void end() {
    over = false;
    lines.addLast(open.toString());
    open.setLength(0);
    if (lines.size() > MOST) {
      lines.removeFirst();
      dropped++;
    }
  }

  synchronized Kept kept() {
    List<String> all =
        open.isEmpty()
            ? List.copyOf(lines)
            : Stream.concat(lines.stream(), Stream.of(open.toString())).toList();
    return new Kept(all, dropped);
  }
}
