package dev.clew.bench;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/// Keeps rows that a script has measured: one JSON object a line, from standard input.
final class Keep {
  private Keep() {}

  /// Argument: the program.
  public static void main(String... args) throws IOException {
    try (MappingIterator<Row> rows =
        new ObjectMapper().readerFor(Row.class).readValues(System.in)) {
      System.err.println("kept in " + Results.add(Path.of(args[0]), rows.readAll()));
    }
  }
}
