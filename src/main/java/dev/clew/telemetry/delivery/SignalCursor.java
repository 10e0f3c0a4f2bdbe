package dev.clew.telemetry.delivery;

import dev.clew.telemetry.delivery.Progress.Part;
import dev.clew.wire.OtlpTranscoder;
import dev.clew.wire.OtlpTranscoder.Request;
import dev.clew.wire.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Delivers one signal's lines of a run file in order, and knows how far the backend has confirmed
/// them. Memory is bounded by one request and the longest line.
final class SignalCursor {
  private static final int LEAST_CHUNK = 4 * 1024;
  private static final int CHUNK = 256 * 1024;
  private static final int MAX_REQUEST = 2 << 20;

  private final RunFile file;
  private final OtlpClient client;
  private final Signal signal;
  private final int maxRecords;
  private final OtlpTranscoder transcoder = new OtlpTranscoder();
  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private final byte[] mark;
  private byte[] window = new byte[0];
  private int filled;
  private long position;
  private int pendingRecords;
  private volatile Progress progress;
  private volatile @Nullable Delivered problem;

  SignalCursor(RunFile file, OtlpClient client, Signal signal, int maxRecords, Progress progress) {
    this.file = file;
    this.client = client;
    this.signal = signal;
    this.maxRecords = maxRecords;
    this.progress = progress;
    this.mark = ("{\"" + signal.field() + "\"").getBytes(StandardCharsets.US_ASCII);
  }

  /// Sends again what was refused for good at an earlier time.
  ///
  /// @param settled called after every request that was dealt with; false stops
  /// @return whether all of it has been dealt with; false when the backend has to be tried again
  boolean deliverRefused(BooleanSupplier settled) throws IOException {
    for (Part part : progress.refused()) {
      progress = progress.withoutRefused(part);
      if (!deliver(part.from(), part.to(), settled)) {
        if (position < part.to()) {
          progress = progress.withRefused(new Part(position, part.to()));
        }
        return false;
      }
    }
    return true;
  }

  /// Sends what has been appended since the last confirmation.
  ///
  /// @param settled called after every request that was dealt with; false stops
  /// @return whether everything there was has been dealt with; false when the backend has to be
  ///   tried again
  boolean deliver(BooleanSupplier settled) throws IOException {
    return deliver(progress.offset(), Long.MAX_VALUE, settled);
  }

  private boolean deliver(long from, long to, BooleanSupplier settled) throws IOException {
    position = from;
    filled = 0;
    makeRoom(Math.min(to, file.size()) - from);
    while (true) {
      int room = (int) Math.min(window.length - filled, to - position - filled);
      int read =
          room == 0 ? -1 : file.read(ByteBuffer.wrap(window, filled, room), position + filled);
      if (read > 0) {
        filled += read;
      }
      int end = lastNewline();
      if (end > 0) {
        if (!sendLines(end, settled)) {
          return false;
        }
      } else if (read <= 0) {
        return true;
      } else if (filled == window.length) {
        window = Arrays.copyOf(window, window.length * 2);
      }
    }
  }

  /// Makes the window large enough for what is there: most runs are small.
  private void makeRoom(long bytes) {
    int wanted = Math.clamp(bytes, LEAST_CHUNK, CHUNK);
    if (window.length < wanted) {
      window = new byte[wanted];
    }
  }

  private int lastNewline() {
    for (int i = filled - 1; i >= 0; i--) {
      if (window[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  /// Sends the lines in the window up to `end` and moves on behind what was dealt with.
  private boolean sendLines(int end, BooleanSupplier settled) throws IOException {
    int done = 0;
    int lineStart = 0;
    request.reset();
    pendingRecords = 0;
    for (int i = 0; i < end; i++) {
      if (window[i] != '\n') {
        continue;
      }
      add(lineStart, i);
      lineStart = i + 1;
      if (pendingRecords >= maxRecords || request.size() >= MAX_REQUEST || lineStart == end) {
        boolean sent = send(position + done, position + lineStart);
        done = sent ? lineStart : done;
        if (!sent || !settled.getAsBoolean()) {
          advance(done);
          return false;
        }
      }
    }
    advance(done);
    return true;
  }

  private void advance(int bytes) {
    position += bytes;
    filled -= bytes;
    System.arraycopy(window, bytes, window, 0, filled);
  }

  private void add(int from, int to) {
    if (to - from < mark.length
        || !Arrays.equals(window, from, from + mark.length, mark, 0, mark.length)) {
      return;
    }
    try {
      Request line = transcoder.transcode(window, from, to - from);
      if (line != null) {
        request.writeBytes(line.protobuf());
        pendingRecords += line.records();
      }
    } catch (IOException e) {
      problem = new Delivered.Refused("malformed line", String.valueOf(e.getMessage()));
      progress = progress.plus(0, 1);
    }
  }

  /// Sends the request that the lines of a part of the file make.
  private boolean send(long from, long to) {
    if (request.size() > 0) {
      Delivered answer = client.send(request.toByteArray());
      if (!(answer instanceof Delivered.Confirmed)) {
        problem = answer;
      }
      switch (answer) {
        case Delivered.Confirmed _ -> progress = progress.plus(pendingRecords, 0);
        case Delivered.Partial(long rejected, String _) ->
            progress = progress.plus(Math.max(0, pendingRecords - rejected), rejected);
        case Delivered.Refused refused when refused.retryable() -> {
          return false;
        }
        case Delivered.Refused _ -> progress = progress.withRefused(new Part(from, to));
        case Delivered.Unreachable _ -> {
          return false;
        }
      }
      request.reset();
      pendingRecords = 0;
    }
    progress = progress.at(Math.max(progress.offset(), to));
    return true;
  }

  /// How far the backend has confirmed the file.
  Progress progress() {
    return progress;
  }

  /// The last thing that went wrong, or null.
  @Nullable Delivered problem() {
    return problem;
  }

  OtlpClient client() {
    return client;
  }

  Signal signal() {
    return signal;
  }
}
