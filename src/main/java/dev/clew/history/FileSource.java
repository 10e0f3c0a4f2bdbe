package dev.clew.history;

import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import dev.clew.wire.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// A run that a file of this machine holds.
record FileSource(RunFile file, Supplier<Run> inspection) implements RunSource {
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
    return new FileLog(file, query, tail);
  }

  @Override
  public RunMetrics metrics(String name) {
    return visitor -> {
      try (RunReader reader = RunReader.open(file.path(), 0, Selection.METRICS)) {
        reader.readAll(RunMetrics.points(name, visitor));
      }
    };
  }

  @Override
  public InputStream lines(Optional<Signal> signal) {
    try {
      return Files.newInputStream(file.path());
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E022, file.path() + ": " + e, e);
    }
  }
}
