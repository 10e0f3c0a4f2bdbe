package dev.clew.run;

import dev.clew.posix.Libc;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/// Catches the signals that are meant for the child. What was ignored when Clew was started stays
/// so, as for the child.
///
/// A JVM keeps QUIT and, on Linux, USR2 for itself; the native image does not.
///
/// Java has signals only in `sun.misc`, of which javac warns in a way that cannot be suppressed: it
/// is reached by reflection.
final class Signals implements AutoCloseable {
  // The numbers of Linux.
  static final int HUP = 1;
  static final int INT = 2;
  static final int QUIT = 3;
  static final int USR1 = 10;
  static final int USR2 = 12;
  static final int TERM = 15;
  static final int CONT = 18;
  static final int STOP = 19;
  static final int TSTP = 20;
  static final int WINCH = 28;

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
  /// @param own this process's state
  static Signals intercept(Libc libc, OwnStatus own) {
    var signals = new Signals(libc);
    try {
      for (var entry : CAUGHT.entrySet()) {
        int number = entry.getValue();
        if (!own.ignores(number)) {
          signals.handle(entry.getKey(), number);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("sun.misc.Signal is not as it was", e);
    }
    return signals;
  }

  /// The child has begun.
  ///
  /// @param child takes the number of each signal, on a thread of its own
  void to(IntConsumer child) {
    receiver.complete(child);
  }

  private void handle(String name, int number) throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Method handle = signalType.getMethod("handle", signalType, handlerType);
    Object signal = signalType.getConstructor(String.class).newInstance(name);
    Object handler =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handlerType},
            (_, method, _) -> {
              if (method.getName().equals("handle")) {
                receive(number);
              }
              return null;
            });
    try {
      var _ = handle.invoke(null, signal, handler);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw e;
      }
      // The JVM uses it.
    }
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
