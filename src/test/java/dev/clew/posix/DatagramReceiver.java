package dev.clew.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A datagram socket of this machine, as the journal and the service manager have one.
public final class DatagramReceiver implements AutoCloseable {
  private static final int LARGEST = 256 << 10;

  private final Libc libc = new Libc();
  private final int descriptor;

  public DatagramReceiver(Path path) throws IOException {
    descriptor = libc.callInt("socket", 1, 2, 0);
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(name.length + 3L, 2);
      address.set(JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
      if (libc.callInt("bind", descriptor, address.address(), name.length + 3) != 0) {
        throw new IOException("cannot bind " + path);
      }
    }
  }

  /// Waits for the next datagram.
  public byte[] receive() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(LARGEST);
      int length = libc.callInt("recv", descriptor, buffer.address(), LARGEST, 0);
      return buffer.asSlice(0, length).toArray(JAVA_BYTE);
    }
  }

  @Override
  public void close() {
    var _ = libc.callInt("close", descriptor);
  }
}
