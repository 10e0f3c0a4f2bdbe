package dev.clew.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Reads one stream of a call of the engine, however much comes and however it is cut into lines.
final class AnswerStream {
  /// Characters that are kept of what a call writes, and of a line: answers are short, a build may
  /// write for hours.
  private static final int MOST = 1 << 20;

  /// How long nothing may come after the end of the call while a process that it left behind keeps
  /// the stream open.
  private static final long LINGER_MILLIS = 250;

  private final Consumer<String> progress;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private final Thread thread;
  private volatile long reads;

  /// @param progress takes each line as it comes
  AnswerStream(InputStream from, Consumer<String> progress) {
    this.progress = progress;
    this.thread = Thread.ofPlatform().daemon().name("clew-engine").start(() -> read(from));
  }

  private void read(InputStream from) {
    char[] chunk = new char[8192];
    try (Reader reader = new InputStreamReader(from, StandardCharsets.UTF_8)) {
      for (int count = reader.read(chunk); count >= 0; count = reader.read(chunk)) {
        take(chunk, count);
        countRead();
      }
      finish();
    } catch (IOException e) {
      finish();
      keep("its output cannot be read: " + e.getMessage());
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void countRead() {
    reads++;
  }

  private void take(char[] chunk, int count) {
    for (int i = 0; i < count; i++) {
      if (chunk[i] == '\n') {
        end();
      } else if (line.length() < MOST) {
        line.append(chunk[i]);
      }
    }
  }

  private void finish() {
    if (!line.isEmpty()) {
      end();
    }
  }

  private void end() {
    int length = line.length();
    boolean returned = length > 0 && line.charAt(length - 1) == '\r';
    String whole = line.substring(0, returned ? length - 1 : length);
    line.setLength(0);
    keep(whole);
    progress.accept(whole);
  }

  private synchronized void keep(String whole) {
    text.append(whole).append('\n');
    if (text.length() > MOST) {
      text.delete(0, text.length() - MOST / 2);
    }
  }

  /// What has come, once the call has ended.
  String text() {
    try {
      long before = -1;
      while (thread.isAlive() && before != reads) {
        before = reads;
        thread.join(LINGER_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return text.toString();
    }
  }
}
