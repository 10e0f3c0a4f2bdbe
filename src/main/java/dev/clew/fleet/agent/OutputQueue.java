package dev.clew.fleet.agent;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// What a task prints, in a file until it is sent: a connection that is lost does not hold the
/// command, and memory stays bounded. A frame is a byte for the stream, four for the length, and
/// the bytes.
final class OutputQueue implements AutoCloseable {
  private static final int HEAD = 5;
  private static final int LARGEST = 64 << 10;

  /// That waits: what a task prints beyond is only recorded.
  static final long MOST = 256L << 20;

  /// From this size on the file begins again once all of it was sent.
  private static final long LARGE = 4L << 20;

  private final FileChannel out;
  private final FileChannel in;
  private long before;
  private long size;
  private boolean full;
  private boolean ended;

  OutputQueue(Path file) throws IOException {
    this.out = PrivateFiles.append(file);
    this.in = FileChannel.open(file, StandardOpenOption.READ);
    this.size = out.size();
  }

  /// A frame.
  ///
  /// @param next where the next one begins
  @SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
  record Frame(boolean error, byte[] bytes, long next) {}

  /// Takes one of the two streams of the command.
  OutputStream stream(boolean error) {
    return new OutputStream() {
      @Override
      public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        for (int done = 0; done < length; done += LARGEST) {
          append(error, bytes, from + done, Math.min(LARGEST, length - done));
        }
      }
    };
  }

  private synchronized void append(boolean error, byte[] bytes, int from, int length) {
    if (full) {
      return;
    }
    if (size + length > MOST) {
      full = true;
      byte[] note = "clew: further output is not sent\n".getBytes(StandardCharsets.UTF_8);
      put(true, note, 0, note.length);
      return;
    }
    put(error, bytes, from, length);
  }

  private void put(boolean error, byte[] bytes, int from, int length) {
    ByteBuffer frame = ByteBuffer.allocate(HEAD + length);
    frame.put((byte) (error ? 1 : 0)).putInt(length).put(bytes, from, length).flip();
    try {
      while (frame.hasRemaining()) {
        size += out.write(frame);
      }
    } catch (IOException e) {
      // The command goes on, and its records have it: only what is sent from here is cut off.
      full = true;
    }
    notifyAll();
  }

  /// Nothing more comes.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Waits for the frame at a position, which grows without end; nothing at the end.
  Optional<Frame> frame(long at) throws InterruptedException {
    long place;
    synchronized (this) {
      while (before + size <= at && !ended) {
        wait();
      }
      if (before + size <= at) {
        return Optional.empty();
      }
      place = at - before;
    }
    try {
      ByteBuffer head = read(place, HEAD);
      boolean error = head.get() == 1;
      int length = head.getInt();
      return Optional.of(new Frame(error, read(place + HEAD, length).array(), at + HEAD + length));
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, "output that waits cannot be read: " + e.getMessage(), e);
    }
  }

  /// Says that everything before a position was sent, so that a service may print for ever.
  synchronized void release(long position) {
    if (size < LARGE || position != before + size) {
      return;
    }
    try {
      var _ = out.truncate(0);
      before = position;
      size = 0;
    } catch (IOException e) {
      throw new ClewError(
          ErrorCode.E023, "output that was sent cannot be removed: " + e.getMessage(), e);
    }
  }

  private ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("it is cut off");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    out.close();
    in.close();
  }
}
