package dev.clew.console;

import dev.clew.posix.Terminal;
import dev.clew.terminal.FullScreen;
import dev.tamboui.layout.Position;
import dev.tamboui.layout.Size;
import dev.tamboui.terminal.AbstractBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// TamboUI's view of a terminal, on Clew's own calls: what is drawn goes out in one write, and the
/// modes of before come back with [#close], once, from any thread.
final class TerminalBackend extends AbstractBackend {
  static final int TIMEOUT = -2;
  static final int END = -1;

  private final Terminal terminal;
  private final OutputStream out;
  private final StringBuilder pending = new StringBuilder();
  private final BlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
  private final Deque<Integer> next = new ArrayDeque<>();
  private volatile byte @Nullable [] modes;

  TerminalBackend(Terminal terminal) {
    this.terminal = terminal;
    this.out = terminal.descriptor().output();
  }

  /// Reads what is typed until the terminal is gone.
  void listen(InputStream in) {
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      for (int unit = reader.read(); unit >= 0; unit = reader.read()) {
        typed.add(unit);
      }
    } catch (IOException terminalHasGone) {
      typed.add(END);
      return;
    }
    typed.add(END);
  }

  @Override
  public int read(int timeoutMs) {
    int unit = peek(timeoutMs);
    next.pollFirst();
    return unit;
  }

  @Override
  public int peek(int timeoutMs) {
    if (next.isEmpty()) {
      Integer unit = await(timeoutMs);
      if (unit == null) {
        return TIMEOUT;
      }
      next.add(unit);
    }
    return next.getFirst();
  }

  /// Puts back what was read.
  void unread(int unit) {
    next.addFirst(unit);
  }

  private @Nullable Integer await(int timeoutMs) {
    try {
      return typed.poll(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return END;
    }
  }

  @Override
  public void writeRaw(byte[] data) {
    pending.append(new String(data, StandardCharsets.UTF_8));
  }

  @Override
  public void writeRaw(String data) {
    pending.append(data);
  }

  @Override
  public void writeRaw(CharSequence data) {
    pending.append(data);
  }

  @Override
  public synchronized void flush() throws IOException {
    if (modes == null) {
      return;
    }
    byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
    pending.setLength(0);
    out.write(bytes);
  }

  @Override
  public void clear() throws IOException {
    writeRaw(FullScreen.CLEAR);
    flush();
  }

  @Override
  public Size size() {
    Terminal.Size size = terminal.size();
    return size.columns() == 0 ? new Size(80, 24) : new Size(size.columns(), size.rows());
  }

  @Override
  public void showCursor() {}

  @Override
  public void hideCursor() {}

  @Override
  public Position getCursorPosition() {
    return Position.ORIGIN;
  }

  @Override
  public synchronized void enterAlternateScreen() throws IOException {
    out.write(FullScreen.ENTER.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public synchronized void leaveAlternateScreen() throws IOException {
    out.write(FullScreen.LEAVE.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public synchronized void enableRawMode() {
    if (modes == null) {
      modes = terminal.modes();
      terminal.setRaw();
    }
  }

  @Override
  public synchronized void disableRawMode() {
    byte[] before = modes;
    if (before != null) {
      terminal.setModes(before);
      modes = null;
    }
  }

  /// Gives the terminal back. One that takes nothing gets its modes alone.
  ///
  /// @param millis how long it may take
  /// @return whether all of it is as before
  boolean close(long millis) {
    Thread closing = Thread.ofPlatform().daemon().start(this::giveBack);
    try {
      closing.join(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    byte[] before = modes;
    if (closing.isAlive() && before != null) {
      terminal.setModesNow(before);
    }
    return !closing.isAlive();
  }

  private void giveBack() {
    try {
      close();
    } catch (IOException terminalHasGone) {
      // There is nothing to give back.
      return;
    }
  }

  @Override
  public void onResize(Runnable handler) {}

  @Override
  public synchronized void close() throws IOException {
    if (modes != null) {
      try {
        leaveAlternateScreen();
      } finally {
        disableRawMode();
      }
    }
  }
}
