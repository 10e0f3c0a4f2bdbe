package dev.clew.posix;

import java.util.NoSuchElementException;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/// Calls as a native image compiles them. It has no compiler for a method handle when it runs:
/// making the handle and interpreting it took a seventh of `clew run -- true`.
///
/// `errno` is read after the thread is one of Java's again. What may happen in between, waiting for
/// a collection of garbage, leaves it as it is: the locks of pthreads return their errors.
final class ImageCalls implements Calls {
  /// Any function.
  private interface Function extends CFunctionPointer {
    @InvokeCFunctionPointer
    long call(long a, long b, long c, long d, long e, long f);
  }

  @CFunction(value = "dlsym", transition = Transition.NO_TRANSITION)
  private static native Function dlsym(PointerBase library, CCharPointer name);

  @CFunction(value = "__errno_location", transition = Transition.NO_TRANSITION)
  private static native CIntPointer errno();

  @Override
  public long find(String function) {
    try (CTypeConversion.CCharPointerHolder name = CTypeConversion.toCString(function)) {
      Function found = dlsym(WordFactory.nullPointer(), name.get());
      if (found.isNull()) {
        throw new NoSuchElementException(function);
      }
      return found.rawValue();
    }
  }

  @Override
  public long call(long address, long... words) {
    Function function = WordFactory.pointer(address);
    long result = function.call(words[0], words[1], words[2], words[3], words[4], words[5]);
    return result == -1 || (int) result == -1 ? -errno().read() : result;
  }
}
