package dev.clew.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What processes have taken, by
/// [`getrusage`](https://man7.org/linux/man-pages/man2/getrusage.2.html).
///
/// @param user CPU seconds in user mode
/// @param system CPU seconds in the kernel
/// @param largest bytes that the largest process had resident at a time
/// @param readBytes from storage
/// @param writtenBytes to storage
public record ResourceUsage(
    double user,
    double system,
    long largest,
    long readBytes,
    long writtenBytes,
    long voluntarySwitches,
    long involuntarySwitches) {
  public static final ResourceUsage NONE = new ResourceUsage(0, 0, 0, 0, 0, 0, 0);

  private static final int SELF = 0;
  private static final int CHILDREN = -1;

  // `struct rusage` where `long` and `time_t` have 64 bits.
  private static final int SIZE = 144;
  private static final int USER = 0;
  private static final int SYSTEM = 16;
  private static final int LARGEST = 32;
  private static final int READ_BLOCKS = 88;
  private static final int WRITTEN_BLOCKS = 96;
  private static final int VOLUNTARY = 128;
  private static final int INVOLUNTARY = 136;
  private static final int BLOCK = 512;

  /// Of this process, all its threads that there have been.
  public static ResourceUsage ofThisProcess(Libc libc) {
    return of(libc, SELF);
  }

  /// Of the children that have been waited for, and of theirs.
  public static ResourceUsage ofChildren(Libc libc) {
    return of(libc, CHILDREN);
  }

  /// Reads what [#words] says.
  public static ResourceUsage ofWords(String words) {
    String[] numbers = words.split(" ", -1);
    return new ResourceUsage(
        Double.parseDouble(numbers[0]),
        Double.parseDouble(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Long.parseLong(numbers[4]),
        Long.parseLong(numbers[5]),
        Long.parseLong(numbers[6]));
  }

  /// The numbers, in their order, for another process.
  public String words() {
    return user
        + " "
        + system
        + " "
        + largest
        + " "
        + readBytes
        + " "
        + writtenBytes
        + " "
        + voluntarySwitches
        + " "
        + involuntarySwitches;
  }

  private static ResourceUsage of(Libc libc, int who) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(SIZE, 8);
      if (libc.callInt("getrusage", who, usage.address()) < 0) {
        return NONE;
      }
      return new ResourceUsage(
          seconds(usage, USER),
          seconds(usage, SYSTEM),
          1024 * NativeMemory.getLong(usage, LARGEST),
          BLOCK * NativeMemory.getLong(usage, READ_BLOCKS),
          BLOCK * NativeMemory.getLong(usage, WRITTEN_BLOCKS),
          NativeMemory.getLong(usage, VOLUNTARY),
          NativeMemory.getLong(usage, INVOLUNTARY));
    }
  }

  /// A `struct timeval`.
  private static double seconds(MemorySegment usage, int offset) {
    return NativeMemory.getLong(usage, offset) + NativeMemory.getLong(usage, offset + 8) / 1e6;
  }
}
