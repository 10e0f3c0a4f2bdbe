package dev.clew.run;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/// Passes signals on to the child while it runs. An interrupt from the terminal has reached the
/// child already, as both are in the terminal's foreground process group; it is not sent a second
/// time.
///
/// A JVM keeps QUIT and, on Linux, USR2 for itself.
///
/// Java has signals only in `sun.misc`, of which javac warns in a way that cannot be suppressed: it
/// is reached by reflection.
public final class Signals implements AutoCloseable {
  static final int TERM = 15;
  private static final int HUP = 1;
  private static final int INT = 2;

  /// On Linux.
  private static final int USR1 = 10;

  private final List<Restored> restore = new ArrayList<>();
  private final CompletableFuture<Long> target = new CompletableFuture<>();

  private Signals() {}

  /// Begins to catch signals. It has to begin before the child does: the first signal may come as
  /// soon as the child can be seen, and what comes earlier waits for the child.
  static Signals forward() {
    var signals = new Signals();
    IntConsumer send = signals::send;
    try {
      signals.handle("TERM", () -> send.accept(TERM));
      signals.handle("HUP", () -> send.accept(HUP));
      signals.handle("USR1", () -> send.accept(USR1));
      signals.handle(
          "INT",
          () -> {
            if (!isForeground()) {
              send.accept(INT);
            }
          });
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("sun.misc.Signal is not as it was", e);
    }
    return signals;
  }

  /// The child has begun: what came before is passed on now.
  void to(long pid) {
    target.complete(pid);
  }

  private void send(int signal) {
    var _ = target.thenAccept(pid -> kill(pid, signal));
  }

  private void handle(String name, Runnable action) throws ReflectiveOperationException {
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
                action.run();
              }
              return null;
            });
    restore.add(new Restored(handle, signal, handle.invoke(null, signal, handler)));
  }

  /// Whether Clew's process group is its terminal's foreground group.
  private static boolean isForeground() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[2].equals(fields[5]);
    } catch (java.io.IOException noProc) {
      return false;
    }
  }

  /// Sends a signal to a process: `kill(2)`.
  @SuppressWarnings("restricted")
  static void kill(long pid, int signal) {
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle kill =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      int failed = (int) kill.invokeExact((int) pid, signal);
      if (failed != 0) {
        // The process has ended meanwhile: there is nobody left to tell.
        return;
      }
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) cannot be called", e);
    }
  }

  @Override
  public void close() {
    restore.forEach(Restored::again);
  }

  /// A handler that was there before.
  private record Restored(Method handle, Object signal, Object before) {
    void again() {
      try {
        handle.invoke(null, signal, before);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a signal handler cannot be restored", e);
      }
    }
  }
}
