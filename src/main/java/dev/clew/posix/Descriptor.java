package dev.clew.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// An open file descriptor.
public final class Descriptor implements AutoCloseable {
  private static final short POLLIN = 1;
  private static final short POLLOUT = 4;
  private static final int POLLERR = 8;
  private static final int POLLHUP = 16;
  private static final int POLLFD = 8;

  /// As much as a pipe holds.
  private static final int BUFFER = 64 * 1024;

  private final Libc libc;
  private final int number;

  /// Takes over an open descriptor.
  ///
  /// @param number of a descriptor that is open already
  public Descriptor(Libc libc, int number) {
    this.libc = libc;
    this.number = number;
  }

  public int number() {
    return number;
  }

  /// Reads from it, on one thread at a time. A pseudo-terminal that nobody has open any more ends,
  /// too. Closing the stream closes the descriptor.
  public InputStream input() {
    MemorySegment buffer = Arena.global().allocate(BUFFER);
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        int read = Descriptor.this.read(buffer, Math.min(length, BUFFER));
        if (read > 0) {
          MemorySegment.copy(buffer, JAVA_BYTE, 0, to, offset, read);
        }
        return read;
      }

      @Override
      public int available() {
        return poll(POLLIN, 0) ? 1 : 0;
      }

      @Override
      public void close() {
        Descriptor.this.close();
      }
    };
  }

  /// Writes to it, unbuffered, on one thread at a time. It waits where the descriptor is in
  /// non-blocking mode, which it is in when any other process that shares it has set it so.
  public OutputStream output() {
    MemorySegment buffer = Arena.global().allocate(BUFFER);
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
          int piece = Math.min(BUFFER, length - done);
          MemorySegment.copy(from, offset + done, buffer, JAVA_BYTE, 0, piece);
          Descriptor.this.write(buffer, piece);
          done += piece;
        }
      }
    };
  }

  private int read(MemorySegment buffer, int length) throws IOException {
    while (true) {
      long read = libc.call("read", number, buffer.address(), length);
      if (read > 0) {
        return (int) read;
      }
      if (read == 0 || read == -Libc.EIO) {
        return -1;
      }
      retry(read, POLLIN);
    }
  }

  private void write(MemorySegment buffer, int length) throws IOException {
    for (long done = 0; done < length; ) {
      long written = libc.call("write", number, buffer.address() + done, length - done);
      if (written >= 0) {
        done += written;
      } else {
        retry(written, POLLOUT);
      }
    }
  }

  private void retry(long failure, short wanted) throws IOException {
    if (failure == -Libc.EAGAIN) {
      var _ = poll(wanted, -1);
    } else if (failure != -Libc.EINTR) {
      throw new IOException(libc.message((int) -failure));
    }
  }

  /// Waits until a read would not; also when nothing but the end is to be read.
  public void awaitReadable() {
    while (!poll(POLLIN, -1)) {
      // A signal came between.
      Thread.onSpinWait();
    }
  }

  /// Whether there is nobody on the other side any more: a reader of a pipe, who sits at a
  /// terminal.
  public boolean isAbandoned() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(POLLFD, 4);
      NativeMemory.putInt(poll, 0, number);
      NativeMemory.putShort(poll, 4, POLLOUT);
      var _ = libc.callInt("poll", poll.address(), 1, 0);
      // The events that came stand in the upper half.
      return (NativeMemory.getInt(poll, 4) >>> 16 & (POLLERR | POLLHUP)) != 0;
    }
  }

  private boolean poll(short wanted, int millis) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(POLLFD, 4);
      NativeMemory.putInt(poll, 0, number);
      NativeMemory.putShort(poll, 4, wanted);
      return libc.callInt("poll", poll.address(), 1, millis) > 0;
    }
  }

  @Override
  public void close() {
    var _ = libc.callInt("close", number);
  }
}
