package dev.clew.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Calls by the JVM's linker: there is one method handle to be linked for all functions.
final class LinkedCalls implements Calls {
  private final Linker linker = Linker.nativeLinker();
  private final MethodHandle call;

  @SuppressWarnings("restricted")
  LinkedCalls() {
    call =
        linker.downcallHandle(
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"));
  }

  @Override
  public long find(String function) {
    return linker.defaultLookup().findOrThrow(function).address();
  }

  @Override
  public long call(long address, long... words) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      long result =
          (long)
              call.invokeExact(
                  MemorySegment.ofAddress(address),
                  state,
                  words[0],
                  words[1],
                  words[2],
                  words[3],
                  words[4],
                  words[5]);
      return result == -1 || (int) result == -1 ? -state.get(JAVA_INT, 0) : result;
    } catch (Throwable e) {
      throw new IllegalStateException("a function of the C library cannot be called", e);
    }
  }
}
