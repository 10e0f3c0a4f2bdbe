package dev.clew.telemetry.delivery;

import dev.clew.otlp.client.ExportResult;
import dev.clew.otlp.client.OtlpClient;
import dev.clew.otlp.client.RequestSender;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.OtlpTranscoder;
import dev.clew.otlp.codec.OtlpTranscoder.Request;
import dev.clew.runfile.Progress;
import dev.clew.runfile.Progress.Part;
import dev.clew.runfile.RunFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Delivers one signal's lines of a run file in order, and knows how far the backend has confirmed
/// them. Memory is bounded by one request and the longest line.
final class SignalCursor {
  private static final int LEAST_CHUNK = 4 * 1024;
  private static final int CHUNK = 256 * 1024;
  private static final int MAX_REQUEST = 2 << 20;

  /// Bytes of a line that may follow the half of another signal's.
  private static final int JOINED = 16 * 1024;

  private static final byte[] LINE_START = "{\"resource".getBytes(StandardCharsets.US_ASCII);

  private final RunFile file;
  private final RequestSender sender;
  private final OtlpSignal signal;
  private final int maxRecords;
  private final long rejectedBefore;
  private final OtlpTranscoder transcoder = new OtlpTranscoder();
  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private final byte[] mark;
  private byte[] window = new byte[0];
  private int filled;
  private long position;
  private int pendingRecords;
  private int malformed;
  private final List<Line> lines = new ArrayList<>();

  /// Where the pending request begins in the file.
  private long pendingFrom;

  /// How many records of the line at a position are dealt with.
  private int resumeRecords;

  private long resumePosition;
  private volatile Progress progress;
  private volatile @Nullable ExportResult problem;

  SignalCursor(
      RunFile file, OtlpClient client, OtlpSignal signal, int maxRecords, Progress progress) {
    this.file = file;
    this.sender = new RequestSender(client, signal);
    this.signal = signal;
    this.maxRecords = maxRecords;
    this.progress = progress;
    this.rejectedBefore = progress.rejected();
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

  /// A line of the request that is pending.
  ///
  /// @param end where it ends in the file
  /// @param records of it and of the lines before it
  private record Line(long end, int records) {}

  /// Sends the lines in the window up to `end` and moves on behind what was dealt with.
  private boolean sendLines(int end, BooleanSupplier settled) throws IOException {
    long start = position;
    pendingFrom = start;
    int lineStart = 0;
    boolean goesOn = true;
    reset();
    for (int i = 0; i < end && goesOn; i++) {
      if (window[i] != '\n') {
        continue;
      }
      Request line = transcoded(lineStart, i);
      goesOn = line == null || !isFullWith(line) || send(start + lineStart, settled);
      lineStart = i + 1;
      if (goesOn) {
        add(line, start + lineStart);
        boolean full = pendingRecords >= maxRecords || request.size() >= MAX_REQUEST;
        goesOn = (!full && lineStart < end) || send(start + lineStart, settled);
      }
    }
    advance((int) (pendingFrom - start));
    return goesOn;
  }

  private boolean isFullWith(Request line) {
    return request.size() > 0
        && request.size() + (long) line.protobuf().length > Math.min(MAX_REQUEST, sender.limit());
  }

  private void reset() {
    request.reset();
    lines.clear();
    pendingRecords = 0;
    malformed = 0;
  }

  private void advance(int bytes) {
    position += bytes;
    filled -= bytes;
    System.arraycopy(window, bytes, window, 0, filled);
  }

  /// A line of the window in protobuf; null when it is none of this signal. Behind the half of one
  /// that a killed process has left, the next process' line may follow in the same one: it is found
  /// by how lines begin, which no JSON string can contain unescaped.
  private @Nullable Request transcoded(int from, int to) {
    boolean own = isAt(mark, from, to);
    Request whole = own ? parsed(from, to) : null;
    // Another signal's line is whole but for a kill: its end is enough to look at.
    int rest = own ? from + 1 : Math.max(from + 1, to - JOINED);
    for (int start = next(rest, to); whole == null && start < to; start = next(start + 1, to)) {
      whole = isAt(mark, start, to) ? parsed(start, to) : null;
    }
    return whole;
  }

  private @Nullable Request parsed(int from, int to) {
    try {
      return transcoder.transcode(window, from, to - from);
    } catch (IOException e) {
      problem = new ExportResult.Refused("malformed line", String.valueOf(e.getMessage()));
      malformed++;
      return null;
    }
  }

  private int next(int from, int to) {
    int at = from;
    while (at < to && (window[at] != '{' || !isAt(LINE_START, at, to))) {
      at++;
    }
    return at;
  }

  private boolean isAt(byte[] beginning, int from, int to) {
    return to - from >= beginning.length
        && Arrays.equals(window, from, from + beginning.length, beginning, 0, beginning.length);
  }

  private void add(@Nullable Request line, long end) {
    if (line != null) {
      request.writeBytes(line.protobuf());
      pendingRecords += line.records();
      lines.add(new Line(end, pendingRecords));
    }
  }

  /// Sends the pending request, which the lines up to a position make, and moves [#pendingFrom]
  /// behind what was dealt with.
  ///
  /// @return whether to go on
  private boolean send(long to, BooleanSupplier settled) throws IOException {
    boolean sent = request.size() == 0 || sendRequest(to);
    if (sent) {
      pendingFrom = to;
      progress = progress.plus(0, malformed);
    }
    progress = progress.at(Math.max(progress.offset(), pendingFrom));
    reset();
    return sent && settled.getAsBoolean();
  }

  /// @return whether it is dealt with
  private boolean sendRequest(long to) throws IOException {
    int before = pendingFrom == resumePosition ? resumeRecords : 0;
    RequestSender.Outcome outcome = sender.send(request.toByteArray(), before);
    problem = outcome.problem() == null ? problem : outcome.problem();
    progress = progress.plus(outcome.confirmed(), outcome.rejected());
    resumeAfter(outcome.settled());
    return switch (outcome.failure()) {
      case null -> true;
      case ExportResult.Refused refused when !refused.retryable() -> {
        progress = progress.withRefused(new Part(pendingFrom, to));
        yield true;
      }
      default -> false;
    };
  }

  /// Notes up to where the pending lines are dealt with: the records that are settled may end in
  /// the middle of one.
  private void resumeAfter(int settled) {
    resumeRecords = settled;
    for (Line line : lines) {
      if (line.records() > settled) {
        break;
      }
      pendingFrom = line.end();
      resumeRecords = settled - line.records();
    }
    resumePosition = pendingFrom;
  }

  /// How far the backend has confirmed the file.
  Progress progress() {
    return progress;
  }

  /// Whether the backend has confirmed everything in a file of this size, but for what it rejected
  /// before this delivery.
  boolean isWhole(long size) {
    return progress.isSettled(size) && progress.rejected() == rejectedBefore;
  }

  /// The last thing that went wrong, or null.
  @Nullable ExportResult problem() {
    return problem;
  }

  OtlpClient client() {
    return sender.client();
  }

  OtlpSignal signal() {
    return signal;
  }
}
