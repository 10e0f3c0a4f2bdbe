package dev.clew.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpJson;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runs.RecordLines;
import dev.clew.runs.RunIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a run, or other records, as OTLP/JSON Lines, as the [file exporter's
/// specification](https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/) describes.
/// Damaged lines are left out.
public final class RunExport {
  private final RecordLines records;

  public RunExport(RecordLines records) {
    this.records = records;
  }

  /// Takes lines.
  @FunctionalInterface
  private interface LineSink {
    /// @param length its newline included
    void accept(OtlpSignal signal, byte[] bytes, int from, int length) throws IOException;
  }

  /// Writes all lines to one stream.
  ///
  /// @throws ClewError E022 when the run cannot be read
  /// @throws IOException when the stream cannot be written
  public void to(OutputStream out) throws IOException {
    lines(Optional.empty(), (_, bytes, from, length) -> out.write(bytes, from, length));
    out.flush();
  }

  /// Writes all lines to a file, gzipped when its name ends in `.gz`.
  ///
  /// @param force whether a file that is there is replaced
  /// @throws ClewError E022, E067
  public void toFile(Path file, boolean force) {
    try (NewFile target = NewFile.at(file, force)) {
      to(target.stream());
      target.keep();
    } catch (IOException e) {
      throw NewFile.failure(file, e);
    }
  }

  /// Writes a file for each signal that they have: `<id>-traces.jsonl`, `<id>-logs.jsonl`,
  /// `<id>-metrics.jsonl`.
  ///
  /// @return the files
  /// @throws ClewError E022, E067
  public List<Path> split(Path directory, boolean force) {
    Map<OtlpSignal, NewFile> files = new EnumMap<>(OtlpSignal.class);
    try {
      lines(
          Optional.empty(),
          (signal, bytes, from, length) -> {
            NewFile file = files.get(signal);
            if (file == null) {
              file =
                  NewFile.at(
                      directory.resolve(
                          RunIds.fileName(records.id()) + "-" + signal.label() + ".jsonl"),
                      force);
              files.put(signal, file);
            }
            file.stream().write(bytes, from, length);
          });
      List<Path> kept = new ArrayList<>();
      for (NewFile file : files.values()) {
        file.keep();
        kept.add(file.path());
      }
      return kept;
    } catch (IOException e) {
      throw NewFile.failure(directory, e);
    } finally {
      files.values().forEach(NewFile::close);
    }
  }

  private void lines(Optional<OtlpSignal> signal, LineSink sink) throws IOException {
    try (InputStream in = records.lines(signal)) {
      LineInput lines = new LineInput(in);
      while (next(lines)) {
        line(lines, sink);
      }
    }
  }

  private static boolean next(LineInput lines) {
    try {
      return lines.next();
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E022, String.valueOf(e.getMessage()), e);
    }
  }

  private void line(LineInput lines, LineSink sink) throws IOException {
    int end = lines.start() + lines.length();
    int start = lines.start();
    while (start >= 0) {
      Optional<OtlpSignal> signal = signal(lines.buffer(), start, end - start);
      if (signal.isPresent()) {
        sink.accept(signal.get(), lines.buffer(), start, end - start);
        if (!lines.isWhole()) {
          sink.accept(signal.get(), new byte[] {'\n'}, 0, 1);
        }
        return;
      }
      start = DocumentStart.next(lines.buffer(), start + 1, end);
    }
  }

  /// The signal of a line, or nothing when it is damaged.
  private Optional<OtlpSignal> signal(byte[] bytes, int from, int length) {
    try (JsonParser parser = OtlpJson.factory().createParser(bytes, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || parser.nextToken() != JsonToken.FIELD_NAME) {
        return Optional.empty();
      }
      String name = parser.currentName();
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        parser.skipChildren();
        if (parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null) {
          for (OtlpSignal each : OtlpSignal.values()) {
            if (each.field().equals(name)) {
              return Optional.of(each);
            }
          }
        }
      }
    } catch (IOException _) {
      // A torn line: it is left out.
    }
    return Optional.empty();
  }
}
