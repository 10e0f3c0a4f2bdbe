package dev.clew.run.process;

import dev.clew.posix.Libc;
import dev.clew.posix.SignalState;
import dev.clew.posix.Trap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/// Catches the signals that are meant for the child. What was ignored when Clew was started stays
/// so, as for the child.
public final class Signals implements AutoCloseable {
  // The numbers of Linux.
  public static final int HUP = 1;
  public static final int INT = 2;
  public static final int QUIT = 3;
  static final int USR1 = 10;
  static final int USR2 = 12;
  public static final int PIPE = 13;
  public static final int KILL = 9;
  public static final int TERM = 15;
  static final int CHLD = 17;
  public static final int CONT = 18;
  static final int STOP = 19;
  public static final int TSTP = 20;
  public static final int WINCH = 28;

  private static final Map<String, Integer> CAUGHT =
      Map.of(
          "HUP", HUP, "INT", INT, "QUIT", QUIT, "USR1", USR1, "USR2", USR2, "TERM", TERM, "CONT",
          CONT, "TSTP", TSTP, "WINCH", WINCH);

  private static final long RUNNING = Long.MIN_VALUE;
  private static final long LATE_NANOS = 200_000_000;

  private final Libc libc;
  private volatile long ended = RUNNING;
  private final CompletableFuture<IntConsumer> receiver = new CompletableFuture<>();

  private Signals(Libc libc) {
    this.libc = libc;
  }

  /// Begins to catch signals. It has to begin before the child does: the first signal may come as
  /// soon as the child can be seen, and what comes earlier waits for the child.
  ///
  /// @param atStart what Clew's caller has set
  public static Signals intercept(Libc libc, SignalState atStart) {
    var signals = new Signals(libc);
    for (var entry : CAUGHT.entrySet()) {
      int number = entry.getValue();
      if (!atStart.ignores(number)) {
        Trap.set(entry.getKey(), () -> signals.receive(number));
      }
    }
    return signals;
  }

  /// The child has begun.
  ///
  /// @param child takes the number of each signal, on a thread of its own
  public void to(IntConsumer child) {
    receiver.complete(child);
  }

  private void receive(int number) {
    long end = ended;
    if (end == RUNNING) {
      var _ = receiver.thenAccept(child -> child.accept(number));
    } else if (System.nanoTime() - end > LATE_NANOS) {
      libc.raiseByDefault(number);
    }
  }

  /// The child has ended. A signal that ended both may still be on its way through the JVM, and
  /// must not end what Clew has to do then; one that comes later ends Clew as it would by default.
  @Override
  public void close() {
    ended = System.nanoTime();
  }
}
