package dev.clew.posix;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// A [pseudo-terminal](https://man7.org/linux/man-pages/man7/pty.7.html): what its user, who sits
/// on the other side, takes for a terminal.
///
/// @param master Clew's side
/// @param slave the file that a child opens
public record PseudoTerminal(Terminal master, Path slave) {
  private static final int READ_WRITE = 2;
  private static final int NO_CONTROLLING_TERMINAL = 0x100;
  private static final int NAME = 128;
  private static final int SET_PACKET_MODE = 0x5420;
  private static final int MODES_CHANGED = 0x40;
  private static final int PACKET = 64 * 1024;

  /// Offset of `c_lflag` in `struct termios`, least byte first; the bits `ICANON` and `EXTPROC`.
  private static final int LOCAL_MODES = 12;

  private static final byte CANONICAL = 0x02;
  private static final byte EXTERNAL_PROCESSING = 0x01;

  /// Makes one.
  ///
  /// @throws IOException when the system has no more of them
  public static PseudoTerminal open(Libc libc) throws IOException {
    int master =
        check(
            libc,
            libc.callInt(
                "posix_openpt", READ_WRITE | NO_CONTROLLING_TERMINAL | Pipe.CLOSE_ON_EXEC));
    check(libc, libc.callInt("grantpt", master));
    check(libc, libc.callInt("unlockpt", master));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(NAME);
      check(libc, -libc.callInt("ptsname_r", master, name.address(), NAME));
      return new PseudoTerminal(
          new Terminal(libc, new Descriptor(libc, master)), Path.of(name.getString(0)));
    }
  }

  /// Opens the other side, so that a child can be given it: an inherited descriptor does not become
  /// the controlling terminal.
  public Descriptor openSlave(Libc libc) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(slave.toString());
      int flags = READ_WRITE | NO_CONTROLLING_TERMINAL | Pipe.CLOSE_ON_EXEC;
      return new Descriptor(libc, check(libc, libc.callInt("open", name.address(), flags, 0)));
    }
  }

  /// Makes it one that processes nothing that is typed, and tells its master when somebody changes
  /// its modes: what is typed has gone through another terminal before, whose modes it starts with.
  ///
  /// @param modes of the other terminal
  public void mirror(Libc libc, byte[] modes) {
    byte[] external = modes.clone();
    external[LOCAL_MODES + 2] |= EXTERNAL_PROCESSING;
    master.setModes(external);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment on = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_INT, 1);
      var _ = libc.callInt("ioctl", master.descriptor().number(), SET_PACKET_MODE, on.address());
    }
  }

  /// The modes that [#mirror] has told of, for the other terminal.
  public byte[] mirrored() {
    byte[] modes = master.modes();
    modes[LOCAL_MODES + 2] &= (byte) ~EXTERNAL_PROCESSING;
    return modes;
  }

  /// Whether what is typed reaches a reader by lines.
  public static boolean isByLine(byte[] modes) {
    return (modes[LOCAL_MODES] & CANONICAL) != 0;
  }

  /// What is written to the terminal, after [#mirror].
  ///
  /// @param modesChanged is run when somebody has changed the modes
  public InputStream packets(Runnable modesChanged) {
    InputStream raw = master.descriptor().input();
    return new FilterInputStream(raw) {
      private final byte[] packet = new byte[PACKET];

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        while (true) {
          int read = in.read(packet, 0, Math.min(PACKET, length + 1));
          if (read > 1 && packet[0] == 0) {
            System.arraycopy(packet, 1, to, offset, read - 1);
            return read - 1;
          }
          if (read < 0) {
            return -1;
          }
          if ((packet[0] & MODES_CHANGED) != 0) {
            modesChanged.run();
          }
        }
      }
    };
  }

  private static int check(Libc libc, int result) throws IOException {
    if (result < 0) {
      throw new IOException("no pseudo-terminal can be made: " + libc.message(-result));
    }
    return result;
  }
}
