package dev.clew.container;

import dev.clew.run.process.RunContext;
import dev.clew.run.process.Signals;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Catches the signals that come while no command is attached. The first that asks Clew to end is
/// remembered, and ends the engine call that is going on: a container that there is by then is
/// removed all the same.
final class Interruption implements AutoCloseable {
  private final RunContext around;
  private Signals signals;
  private @Nullable IntConsumer container;
  private int signal;
  private int group;

  Interruption(RunContext around) {
    this.around = around;
    this.signals = intercept();
  }

  private Signals intercept() {
    Signals caught = Signals.intercept(around.libc(), around.inherited().signals());
    caught.to(this::receive);
    return caught;
  }

  /// Catches signals again, after an attached command has had them.
  synchronized void resume() {
    signals = intercept();
  }

  /// From now on a container gets the signals.
  ///
  /// @param to takes them, or null for none
  synchronized void forward(@Nullable IntConsumer to) {
    container = to;
  }

  private void receive(int received) {
    IntConsumer to = receiver(received);
    if (to != null) {
      to.accept(received);
    }
  }

  private synchronized @Nullable IntConsumer receiver(int received) {
    if (container == null) {
      switch (received) {
        case Signals.HUP, Signals.INT, Signals.QUIT, Signals.TERM -> end(received);
        default -> {
          // Nothing runs that could want it.
        }
      }
    }
    return container;
  }

  private void end(int received) {
    signal = signal == 0 ? received : signal;
    if (group != 0) {
      around.libc().kill(-group, received);
    }
  }

  /// From now on signals end this process group, too.
  ///
  /// @param leader its pid; 0 for none
  synchronized void ends(int leader) {
    group = leader;
    if (leader != 0 && signal != 0) {
      around.libc().kill(-leader, signal);
    }
  }

  /// Goes on only while no signal has come.
  synchronized void check() throws LaunchInterrupted {
    if (signal != 0) {
      throw new LaunchInterrupted(signal);
    }
  }

  @Override
  public synchronized void close() {
    signals.close();
  }
}
