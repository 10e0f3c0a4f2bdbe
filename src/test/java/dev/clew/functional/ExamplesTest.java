package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew import` of documents like the examples of opentelemetry-proto, over many lines and with
/// ids in capitals, and of lines like the file exporter's.
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("src/test/resources/otlp").toAbsolutePath();
  private static final List<String> FILES =
      Stream.of("trace.json", "logs.json", "events.json", "metrics.json", "file-exporter.jsonl")
          .map(name -> EXAMPLES.resolve(name).toString())
          .toList();

  @TempDir Path home;

  @Test
  void theyAreReadIntoFiles() throws IOException {
    assertImported(List.of());
  }

  @Test
  void theyAreReadIntoABackend() throws IOException {
    try (Serve serve = Serve.start(new Program(home))) {
      assertImported(List.of("--server", "http://127.0.0.1:" + serve.port()));
    }
  }

  private void assertImported(List<String> where) throws IOException {
    Program clew = new Program(home);
    List<String> documents = new ArrayList<>();
    for (String file : FILES) {
      String text = Files.readString(Path.of(file));
      documents.addAll(
          SingleRecords.ofLines(file.endsWith("l") ? text : text.replaceAll("\n *", ""))
              .messages());
    }

    Ended imported = clew.run(command("import", FILES, where));

    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.err()).contains("3 spans, 3 log records, 15 data points");
    List<String> exported = new ArrayList<>();
    for (String run : imported.text().lines().toList()) {
      String lines = clew.run(command("export", List.of(run), where)).text();
      exported.addAll(SingleRecords.ofLines(lines).messages());
    }
    assertThat(exported).containsExactlyInAnyOrderElementsOf(documents);
  }

  private static String[] command(String name, List<String> operands, List<String> options) {
    return Stream.of(List.of(name), operands, options).flatMap(List::stream).toArray(String[]::new);
  }
}
