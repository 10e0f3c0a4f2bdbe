package dev.clew.runfile;

import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runfile.Progress.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a backend has confirmed of a run file: `<run-id>.delivery` beside it, one line a signal.
///
///     logs offset=81234 confirmed=512 rejected=0 refused=100-2000,3000-4000
///
/// It is written over by one call, up to its last line, `end`: replacing it by renaming would have
/// the file system write to the disk every time. A run file without one has not been sent anywhere.
public final class DeliveryCheckpoint {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\w+) offset=(\\d{1,18}) confirmed=(\\d{1,18}) rejected=(\\d{1,18}) refused=((?:\\d{1,18}-\\d{1,18},?)*)");

  private static final String END = "end";
  private static final Set<StandardOpenOption> OVERWRITE =
      EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  private static final FileAttribute<?> OWNERS =
      PosixFilePermissions.asFileAttribute(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private final Map<OtlpSignal, Progress> signals;

  public DeliveryCheckpoint(Map<OtlpSignal, Progress> signals) {
    this.signals = new EnumMap<>(signals);
  }

  /// That nothing has been delivered.
  public static DeliveryCheckpoint none() {
    return new DeliveryCheckpoint(new EnumMap<>(OtlpSignal.class));
  }

  /// Where the mark of a run file lies.
  public static Path of(Path runFile) {
    String name = String.valueOf(runFile.getFileName());
    int dot = name.lastIndexOf('.');
    return runFile.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".delivery");
  }

  /// Whether anybody has tried to send the run file.
  public static boolean exists(Path runFile) {
    return Files.exists(of(runFile));
  }

  /// Reads the mark of a run file; lines that are not understood count as nothing delivered.
  public static DeliveryCheckpoint read(Path runFile) throws IOException {
    var signals = new EnumMap<OtlpSignal, Progress>(OtlpSignal.class);
    try {
      for (String line : Files.readAllLines(of(runFile), StandardCharsets.UTF_8)) {
        if (line.equals(END)) {
          break;
        }
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          for (OtlpSignal signal : OtlpSignal.values()) {
            if (signal.label().equals(matcher.group(1))) {
              signals.put(signal, progress(matcher));
            }
          }
        }
      }
    } catch (NoSuchFileException nothingSent) {
      return new DeliveryCheckpoint(signals);
    }
    return new DeliveryCheckpoint(signals);
  }

  private static Progress progress(Matcher line) {
    List<Part> refused = new ArrayList<>();
    for (String part : line.group(5).split(",", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length == 2) {
        refused.add(new Part(Long.parseLong(ends[0]), Long.parseLong(ends[1])));
      }
    }
    return new Progress(
        Long.parseLong(line.group(2)),
        Long.parseLong(line.group(3)),
        Long.parseLong(line.group(4)),
        refused);
  }

  public Progress progress(OtlpSignal signal) {
    return signals.getOrDefault(signal, Progress.NONE);
  }

  /// Whether nothing of a run file of this size is left to send.
  public boolean isSettled(long size) {
    return !signals.isEmpty()
        && signals.values().stream().allMatch(progress -> progress.isSettled(size));
  }

  /// Writes the mark of a run file, mode 0600.
  public void write(Path runFile) throws IOException {
    var text = new StringBuilder();
    signals.forEach((signal, progress) -> line(text, signal, progress));
    text.append(END).append('\n');
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
    try (FileChannel file = FileChannel.open(of(runFile), OVERWRITE, OWNERS)) {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }

  private static void line(StringBuilder text, OtlpSignal signal, Progress progress) {
    text.append(signal.label())
        .append(" offset=")
        .append(progress.offset())
        .append(" confirmed=")
        .append(progress.confirmed())
        .append(" rejected=")
        .append(progress.rejected())
        .append(" refused=");
    String separator = "";
    for (Part part : progress.refused()) {
      text.append(separator).append(part.from()).append('-').append(part.to());
      separator = ",";
    }
    text.append('\n');
  }
}
