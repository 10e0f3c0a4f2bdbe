package dev.clew.container;

import dev.clew.run.process.RunContext;
import dev.clew.run.process.Signals;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Catches the signals that come while no command is attached. The first that asks Clew to end is
/// remembered, and ends the engine call that is going on: a container that there is by then is
/// removed all the same. Where a call hangs, a second signal gives it up, and the engine with it.
final class Interruption implements AutoCloseable {
  /// How long a call may take before it hangs.
  private static final long PATIENCE_NANOS = 2_000_000_000;

  /// The beginning of a call that may take any time.
  private static final long NEVER = Long.MAX_VALUE;

  private final RunContext around;
  private final Map<Integer, Long> going = new HashMap<>();
  private boolean asked;
  private int given;
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
    asked(received);
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

  /// A process of the engine's command line has begun.
  ///
  /// @param target its pid, or that of its group, negative
  /// @param isShort whether it hangs where it takes longer than a while
  synchronized void begins(int target, boolean isShort) {
    going.put(target, isShort ? System.nanoTime() : NEVER);
    if (given != 0) {
      around.libc().kill(target, Signals.KILL);
    }
  }

  /// A process that has begun may take any time from now on.
  synchronized void takesTime(int target) {
    going.computeIfPresent(target, (_, _) -> NEVER);
  }

  synchronized void ended(int target) {
    going.remove(target);
  }

  /// A signal has come, whoever gets it. One that asks to end gives up what hangs, unless it is the
  /// first.
  synchronized void asked(int received) {
    boolean ends =
        received == Signals.HUP
            || received == Signals.INT
            || received == Signals.QUIT
            || received == Signals.TERM;
    long now = System.nanoTime();
    boolean hangs =
        going.values().stream().anyMatch(since -> since != NEVER && now - since > PATIENCE_NANOS);
    if (ends && asked && hangs) {
      given = received;
      signal = signal == 0 ? received : signal;
      going.keySet().forEach(target -> around.libc().kill(target, Signals.KILL));
    }
    asked |= ends;
  }

  /// The signal that gave the engine up, or 0.
  synchronized int givenUp() {
    return given;
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
