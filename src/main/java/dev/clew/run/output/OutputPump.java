package dev.clew.run.output;

import dev.clew.time.EpochNanos;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Copies one stream of the child to Clew's own, byte for byte and at once, and shows what passed
/// to the recorder. When nobody reads Clew's stream any more, the child's is closed, so that the
/// child meets the same broken pipe as without Clew.
///
/// What comes from a step stands in [SpanFraming]: they are taken off, or go on as they are where
/// Clew's own stream leads to another Clew.
public final class OutputPump {
  private static final int CHUNK = 64 * 1024;

  private final InputStream from;
  private final OutputStream to;
  private final @Nullable SpanFraming frames;
  private final @Nullable OutputStream framed;
  private final Runnable leftOpen;
  private final Clock clock;
  private final OutputTap tap;
  private final String name;
  private @Nullable Thread thread;
  private volatile boolean ended;
  private volatile long reads;
  private volatile boolean writing;

  /// Passes a stream on.
  ///
  /// @param frames that can be in the stream, or null where there are none
  /// @param framed takes whole frames, or null where they are taken off
  /// @param leftOpen is run when the stream is abandoned
  /// @param name of the thread that copies
  public OutputPump(
      InputStream from,
      OutputStream to,
      @Nullable SpanFraming frames,
      @Nullable OutputStream framed,
      OutputTap tap,
      Runnable leftOpen,
      Clock clock,
      String name) {
    this.from = from;
    this.to = to;
    this.frames = frames;
    this.framed = framed;
    this.tap = tap;
    this.leftOpen = leftOpen;
    this.clock = clock;
    this.name = name;
  }

  public void start() {
    thread = Thread.ofPlatform().name(name).daemon(true).start(this::pump);
  }

  private void pump() {
    byte[] chunk = new byte[CHUNK];
    long count = 0;
    int held = 0;
    try (from) {
      int read;
      while ((read = from.read(chunk, held, CHUNK - held)) >= 0) {
        reads = ++count;
        writing = true;
        int end = held + read;
        // Only the end of the chunk can cut a frame in two: it is in the pipe as a whole.
        int taken = take(chunk, end, end == CHUNK);
        System.arraycopy(chunk, taken, chunk, 0, end - taken);
        held = end - taken;
        writing = false;
      }
    } catch (IOException closed) {
      // Clew's reader has gone, or the stream was abandoned after the child's end: either way
      // nothing is left to copy.
      ended = true;
    }
    finish();
  }

  /// @param holds whether a frame that is cut off at the end is left for the next time
  /// @return how much was taken
  private int take(byte[] chunk, int end, boolean holds) throws IOException {
    SpanFraming format = frames;
    if (format == null) {
      own(chunk, 0, end);
      return end;
    }
    int at = 0;
    while (at < end) {
      int frame = format.next(chunk, at, end);
      if (frame > at) {
        own(chunk, at, frame);
      }
      int length = frame == end ? 0 : format.length(chunk, frame, end);
      if (length < 0) {
        if (holds && frame > 0) {
          return frame;
        }
        own(chunk, frame, end);
        return end;
      }
      if (length > 0) {
        step(format, chunk, frame, length);
      }
      at = frame + length;
    }
    return end;
  }

  /// Bytes of the command itself.
  private void own(byte[] chunk, int start, int end) throws IOException {
    to.write(chunk, start, end - start);
    show(start == 0 ? chunk : Arrays.copyOfRange(chunk, start, end), end - start, null);
  }

  /// A frame of a step's.
  private void step(SpanFraming format, byte[] chunk, int start, int length) throws IOException {
    int bytes = start + format.header();
    int end = start + length;
    if (framed != null) {
      framed.write(chunk, start, length);
    } else {
      to.write(chunk, bytes, end - bytes);
    }
    show(Arrays.copyOfRange(chunk, bytes, end), end - bytes, format.span(chunk, start));
  }

  private synchronized void show(byte[] bytes, int length, @Nullable SpanContext span) {
    tap.accept(bytes, length, span, now());
  }

  private synchronized void finish() {
    ended = true;
    tap.end(now());
    try {
      to.close();
    } catch (IOException readerHasGone) {
      // There is nobody left to be told of the end.
      return;
    }
  }

  /// How often something was read, negative while it is being written: a number that stays the same
  /// and is not negative means that there is nothing more to copy for now.
  private long progress() {
    return writing ? -1 : reads;
  }

  /// Waits until the stream has ended, or nothing has come for a time although it is still open.
  /// What is slow to be written is waited for, as the child would.
  ///
  /// @param idleMillis how long nothing may come
  public void await(long idleMillis) throws InterruptedException {
    Thread copying = thread;
    long before = -1;
    while (copying != null && copying.isAlive()) {
      copying.join(idleMillis);
      long after = progress();
      if (after >= 0 && after == before && isDrained()) {
        return;
      }
      before = after;
    }
  }

  private boolean isDrained() {
    try {
      return from.available() == 0;
    } catch (IOException closed) {
      return true;
    }
  }

  /// Ends the recording of a stream that a process left behind still holds open.
  public void abandon() {
    if (!ended) {
      finish();
      leftOpen.run();
    }
  }

  private long now() {
    return EpochNanos.of(clock.instant());
  }

  public OutputTail tail() {
    return tap.tail();
  }

  public synchronized long lines() {
    return tap.lines();
  }

  public synchronized long bytes() {
    return tap.bytes();
  }
}
