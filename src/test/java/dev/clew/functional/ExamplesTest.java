package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.Program.Ended;
import dev.clew.otlp.receiver.OtlpSender;
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
    Ended imported = assertImported(List.of());

    assertThat(exported(imported.text().lines().toList(), List.of()))
        .containsExactlyInAnyOrderElementsOf(documents());
  }

  /// Points without a run are in the backend, and in no run's export.
  @Test
  void theyAreReadIntoABackend() throws IOException {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      List<String> backend = List.of("--server", "http://127.0.0.1:" + serve.port());

      assertImported(backend);

      List<String> runs = new ArrayList<>();
      for (JsonNode run :
          new ObjectMapper()
              .readTree(http.send(false, http.request("/api/v1/runs")).text())
              .get("runs")) {
        runs.add(run.get("id").asText());
      }
      assertThat(exported(runs, backend))
          .containsExactlyInAnyOrderElementsOf(
              documents().stream().filter(each -> !each.contains("scope_metrics {")).toList());
      assertThat(serve.metric("clew_otlp_records_total", "metrics")).isEqualTo(15);
    }
  }

  private Ended assertImported(List<String> where) {
    Ended imported = new Program(home).run(command("import", FILES, where));

    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.err()).contains("3 spans, 3 log records, 15 data points");
    return imported;
  }

  private static List<String> documents() throws IOException {
    List<String> documents = new ArrayList<>();
    for (String file : FILES) {
      String text = Files.readString(Path.of(file));
      String lines = file.endsWith("l") ? text : text.replaceAll("\n *", "");
      documents.addAll(SingleRecords.ofLines(lines).messages());
    }
    return documents;
  }

  private List<String> exported(List<String> runs, List<String> from) {
    List<String> exported = new ArrayList<>();
    for (String run : runs) {
      String lines = new Program(home).run(command("export", List.of(run), from)).text();
      exported.addAll(SingleRecords.ofLines(lines).messages());
    }
    return exported;
  }

  private static String[] command(String name, List<String> operands, List<String> options) {
    return Stream.of(List.of(name), operands, options).flatMap(List::stream).toArray(String[]::new);
  }
}
