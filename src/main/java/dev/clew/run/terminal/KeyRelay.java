package dev.clew.run.terminal;

import dev.clew.posix.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Passes on what is typed at a terminal, as long as it is switched on. While it is off, no key is
/// taken from those who read the terminal themselves.
final class KeyRelay {
  private static final int CHUNK = 4096;

  private final Terminal from;
  private final Terminal to;
  private boolean on;
  private boolean started;

  KeyRelay(Terminal from, Terminal to) {
    this.from = from;
    this.to = to;
  }

  synchronized void switchTo(boolean wanted) {
    on = wanted;
    if (on && !started) {
      started = true;
      Thread.ofPlatform().name("clew-stdin").daemon(true).start(this::relay);
    }
    notifyAll();
  }

  private void relay() {
    byte[] chunk = new byte[CHUNK];
    InputStream keys = from.descriptor().input();
    OutputStream out = to.descriptor().output();
    try {
      int read;
      while ((read = next(keys, chunk)) >= 0) {
        out.write(chunk, 0, read);
      }
    } catch (IOException commandHasGone) {
      // Its terminal is closed: nobody is left to type to.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int next(InputStream keys, byte[] chunk) throws IOException, InterruptedException {
    while (true) {
      awaitOn();
      from.descriptor().awaitReadable();
      synchronized (this) {
        if (on) {
          return keys.read(chunk, 0, CHUNK);
        }
      }
    }
  }

  private synchronized void awaitOn() throws InterruptedException {
    while (!on) {
      wait();
    }
  }
}
