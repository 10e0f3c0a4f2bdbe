package dev.clew.runs.file;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runs.LogQuery;
import dev.clew.runs.Run;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.RunHandle;
import dev.clew.runs.RunLog;
import dev.clew.runs.RunMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// A run that a file of this machine holds.
///
/// @param opening opens the file
public record FileSource(RunFileHandle file, RunReader.Opening opening, Supplier<Run> inspection)
    implements RunHandle {
  @Override
  public String id() {
    return file.id();
  }

  @Override
  public Run inspect() {
    return inspection.get();
  }

  @Override
  public RunLog log(LogQuery query, OptionalInt tail) {
    return new FileLog(opening, query, tail);
  }

  @Override
  public RunMetrics metrics(String name) {
    return visitor -> {
      try (RunReader reader = opening.open(0, Selection.METRICS)) {
        reader.readAll(RunMetrics.points(name, visitor));
      }
    };
  }

  @Override
  public InputStream lines(Optional<OtlpSignal> signal) {
    try {
      return Files.newInputStream(file.path());
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E022, file.path() + ": " + e, e);
    }
  }
}
