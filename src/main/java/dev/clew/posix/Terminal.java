package dev.clew.posix;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A terminal that is open under a descriptor: its size and modes
/// ([termios(3)](https://man7.org/linux/man-pages/man3/termios.3.html)).
public final class Terminal {
  private static final int READ_WRITE = 2;
  private static final int GET_SIZE = 0x5413;
  private static final int SET_SIZE = 0x5414;

  private static final int AFTER_OUTPUT = 1;
  private static final int AT_ONCE = 0;

  /// Larger than `struct termios` of any C library.
  private static final int MODES = 256;

  private final Libc libc;
  private final Descriptor descriptor;

  public Terminal(Libc libc, Descriptor descriptor) {
    this.libc = libc;
    this.descriptor = descriptor;
  }

  /// Whether this is a terminal at all.
  public static boolean is(Libc libc, int descriptor) {
    return libc.callInt("isatty", descriptor) == 1;
  }

  /// The controlling terminal of this process.
  ///
  /// @return null when it has none
  public static @Nullable Terminal controlling(Libc libc) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom("/dev/tty");
      int number = libc.callInt("open", name.address(), READ_WRITE | Pipe.CLOSE_ON_EXEC, 0);
      return number < 0 ? null : new Terminal(libc, new Descriptor(libc, number));
    }
  }

  public Descriptor descriptor() {
    return descriptor;
  }

  /// Whether this process is in the foreground: what is typed is for its process group.
  public boolean isForeground() {
    return libc.callInt("tcgetpgrp", descriptor.number()) == libc.callInt("getpgrp");
  }

  /// Whether this process is what the shell started, not a part of a script or of `make`: the
  /// leader of the process group in the foreground.
  public boolean isJob(long pid) {
    return libc.callInt("tcgetpgrp", descriptor.number()) == pid && libc.callInt("getpgrp") == pid;
  }

  /// Puts a process group into the foreground.
  public void setForeground(int group) {
    var _ = libc.callInt("tcsetpgrp", descriptor.number(), group);
  }

  /// Rows and columns, in cells; each 0 when unknown.
  public record Size(int rows, int columns) {}

  public Size size() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(JAVA_SHORT, 4);
      var _ = libc.callInt("ioctl", descriptor.number(), GET_SIZE, size.address());
      return new Size(
          Short.toUnsignedInt(size.getAtIndex(JAVA_SHORT, 0)),
          Short.toUnsignedInt(size.getAtIndex(JAVA_SHORT, 1)));
    }
  }

  public void setSize(Size wanted) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(JAVA_SHORT, 4);
      size.setAtIndex(JAVA_SHORT, 0, (short) wanted.rows());
      size.setAtIndex(JAVA_SHORT, 1, (short) wanted.columns());
      var _ = libc.callInt("ioctl", descriptor.number(), SET_SIZE, size.address());
    }
  }

  /// The modes as they are, as the C library keeps them.
  public byte[] modes() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment modes = arena.allocate(MODES, 8);
      var _ = libc.callInt("tcgetattr", descriptor.number(), modes.address());
      return modes.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    }
  }

  /// Sets the modes when what has been written is out.
  ///
  /// @param modes from [#modes], of any terminal
  public void setModes(byte[] modes) {
    set(modes, AFTER_OUTPUT);
  }

  /// Sets the modes though what has been written may never be out.
  ///
  /// @param modes from [#modes], of any terminal
  public void setModesNow(byte[] modes) {
    set(modes, AT_ONCE);
  }

  private void set(byte[] modes, int when) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, modes);
      var _ = libc.callInt("tcsetattr", descriptor.number(), when, copy.address());
    }
  }

  /// Passes every byte through unchanged, both ways: no echo, no signals, no line ends made.
  public void setRaw() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment modes = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, modes());
      var _ = libc.call("cfmakeraw", modes.address());
      var _ = libc.callInt("tcsetattr", descriptor.number(), AFTER_OUTPUT, modes.address());
    }
  }
}
