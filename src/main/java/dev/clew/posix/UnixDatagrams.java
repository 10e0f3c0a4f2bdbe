package dev.clew.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Sends datagrams to sockets of this machine, which Java has no way to: to the journal, and to the
/// service manager.
///
/// @param descriptor of the sending socket
public record UnixDatagrams(Libc libc, int descriptor) implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int LONGEST_PATH = 107;
  private static final int PATH = 2;

  /// Opens a socket.
  public static UnixDatagrams open(Libc libc) throws IOException {
    long opened = libc.call("socket", AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (opened < 0) {
      throw new IOException("no socket: " + libc.message((int) -opened));
    }
    return new UnixDatagrams(libc, (int) opened);
  }

  /// Sends one datagram.
  ///
  /// @param to a path, or with `@` at its beginning a name in Linux' abstract name space
  public void send(String to, byte[] content) throws IOException {
    byte[] name = to.getBytes(StandardCharsets.UTF_8);
    if (name.length == 0 || name.length > LONGEST_PATH) {
      throw new IOException("no address of a socket: " + to);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(PATH + name.length + 1L, 2);
      address.set(JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(name, 0, address, JAVA_BYTE, PATH, name.length);
      boolean isAbstract = name[0] == '@';
      if (isAbstract) {
        address.set(JAVA_BYTE, PATH, (byte) 0);
      }
      MemorySegment data = arena.allocate(Math.max(1, content.length));
      MemorySegment.copy(content, 0, data, JAVA_BYTE, 0, content.length);
      long sent =
          libc.call(
              "sendto",
              descriptor,
              data.address(),
              content.length,
              MSG_NOSIGNAL,
              address.address(),
              PATH + name.length + (isAbstract ? 0 : 1));
      if (sent < 0) {
        throw new IOException(to + ": " + libc.message((int) -sent));
      }
    }
  }

  @Override
  public void close() {
    var _ = libc.callInt("close", descriptor);
  }
}
