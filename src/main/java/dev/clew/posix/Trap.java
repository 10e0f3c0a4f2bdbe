package dev.clew.posix;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.IntConsumer;

/// Catches a signal.
///
/// Java has signals only in `sun.misc`, of which javac warns in a way that cannot be suppressed: it
/// is reached by reflection.
public final class Trap {
  /// Signals that end a process by default and are sent by others, with their numbers on Linux.
  private static final Map<String, Integer> ENDING =
      Map.of(
          "HUP", 1, "INT", 2, "QUIT", 3, "ABRT", 6, "USR1", 10, "USR2", 12, "ALRM", 14, "TERM", 15);

  private Trap() {}

  /// Catches the signals with which somebody ends a process, but for KILL, which cannot be caught.
  ///
  /// @param action is given the number of the signal
  public static void setEnding(IntConsumer action) {
    ENDING.forEach((name, number) -> set(name, () -> action.accept(number)));
  }

  /// Nothing happens for a signal that the JVM keeps for itself: QUIT and, on Linux, USR2; the
  /// native image keeps none.
  ///
  /// @param name without SIG
  /// @param action what is done from now on when the signal comes, on a thread of its own
  public static void set(String name, Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Object handler =
          Proxy.newProxyInstance(
              Trap.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      var _ = handle.invoke(null, signal, handler);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new IllegalStateException("sun.misc.Signal is not as it was", e);
      }
      // The JVM uses it.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("sun.misc.Signal is not as it was", e);
    }
  }
}
