package dev.clew.runfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts the lifecycle events of a run file, whichever process wrote them. Output that this
/// process wrote is not read again; lines of output of others are skipped without a look at their
/// content.
public final class RunFileSummary {
  private static final int CHUNK = 1 << 16;
  private static final byte[] EVENT = "\"eventName\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int EVENT_LINE = 256 * 1024;
  private static final Pattern NAME = Pattern.compile("\"eventName\":\"([^\"]+)\"");
  private static final Pattern STAGE =
      Pattern.compile(
          "\"key\":\"clew.name\",\"value\":\\{\"stringValue\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DURATION =
      Pattern.compile("\"key\":\"clew.duration\",\"value\":\\{\"doubleValue\":([-+.0-9eE]+)");

  private final SortedMap<String, Long> events = new TreeMap<>();
  private final List<RunTotals.Stage> stages = new ArrayList<>();

  private RunFileSummary() {}

  public static RunTotals read(RunFile file, long confirmed) throws IOException {
    var summary = new RunFileSummary();
    summary.scan(file);
    return new RunTotals(summary.events, List.copyOf(summary.stages), confirmed);
  }

  private void scan(RunFile file) throws IOException {
    long from = 0;
    for (Progress.Part output : file.ownOutput()) {
      scan(file, from, output.from());
      from = output.to();
    }
    scan(file, from, Long.MAX_VALUE);
  }

  private void scan(RunFile file, long from, long to) throws IOException {
    byte[] window = new byte[(int) Math.min(CHUNK, to - from)];
    int filled = 0;
    for (long position = from; position < to; ) {
      int room = (int) Math.min(window.length - filled, to - position);
      int read = file.read(ByteBuffer.wrap(window, filled, room), position);
      if (read < 0) {
        break;
      }
      filled += read;
      position += read;
      int start = lines(window, filled);
      filled -= start;
      System.arraycopy(window, start, window, 0, filled);
      if (filled == window.length) {
        window = Arrays.copyOf(window, window.length * 2);
      }
    }
  }

  private int lines(byte[] window, int filled) {
    int start = 0;
    for (int i = 0; i < filled; i++) {
      if (window[i] == '\n') {
        if (i - start < EVENT_LINE && contains(window, start, i)) {
          event(new String(window, start, i - start, StandardCharsets.UTF_8));
        }
        start = i + 1;
      }
    }
    return start;
  }

  private static boolean contains(byte[] bytes, int from, int to) {
    // Lifecycle lines hold one record each: the name stands in the last part of the line.
    for (int i = Math.max(from, to - 1024); i <= to - EVENT.length; i++) {
      if (Arrays.equals(bytes, i, i + EVENT.length, EVENT, 0, EVENT.length)) {
        return true;
      }
    }
    return false;
  }

  private void event(String line) {
    Matcher name = NAME.matcher(line);
    if (!name.find()) {
      return;
    }
    String event = name.group(1);
    events.merge(event, 1L, Long::sum);
    String outcome =
        switch (event) {
          case "stage.finished" -> "ok";
          case "stage.failed" -> "failed";
          case "stage.skipped" -> "skipped";
          default -> "";
        };
    if (!outcome.isEmpty()) {
      Matcher stage = STAGE.matcher(line);
      Matcher duration = DURATION.matcher(line);
      stages.add(
          new RunTotals.Stage(
              stage.find() ? stage.group(1) : "",
              outcome,
              duration.find() ? Double.parseDouble(duration.group(1)) : 0));
    }
  }
}
