package dev.clew.runfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.runfile.Progress.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileSummaryTest {
  private static final String OUTPUT = "{\"resourceLogs\":[{\"scopeLogs\":[\"%s\"]}]}\n";

  @TempDir Path directory;

  @Test
  void outputOfItsOwnIsNotReadAgain() throws Exception {
    Path path = directory.resolve("run.jsonl");
    try (RunFile file = RunFile.open(path)) {
      file.append(bytes(event("run.started")));
      long from = file.size();
      // Events inside would be counted if it were read.
      output(file, event("read.again"));
      output(file, event("read.again"));
      long to = file.size();
      file.append(bytes(event("run.finished")));
      output(file, event("read.again"));

      assertThat(file.ownOutput())
          .containsExactly(
              new Part(from, to), new Part(to + event("run.finished").length(), file.size()));
      assertThat(events(file)).containsExactly("run.finished", "run.started");
    }
  }

  @Test
  void whatOthersWriteIsReadWhereverItLies() throws Exception {
    Path path = directory.resolve("run.jsonl");
    try (RunFile file = RunFile.open(path)) {
      output(file, OUTPUT.formatted("a"));
      stage(path, "unit", "stage.finished", "0.25");
      output(file, OUTPUT.formatted("b"));
      output(file, OUTPUT.formatted("c"));
      stage(path, "lint", "stage.failed", "1");
      output(file, OUTPUT.formatted("x".repeat(200_000)));
      Files.writeString(path, "{\"killed", StandardOpenOption.APPEND);
      output(file, OUTPUT.formatted("d"));
      stage(path, "docs", "stage.skipped", "0");

      RunTotals totals = RunFileSummary.read(file, 7);

      assertThat(totals.stages())
          .containsExactly(
              new RunTotals.Stage("unit", "ok", 0.25),
              new RunTotals.Stage("lint", "failed", 1),
              new RunTotals.Stage("docs", "skipped", 0));
      assertThat(totals.confirmed()).isEqualTo(7);
    }
  }

  @Test
  void aFileThatIsMadeAgainIsReadWhole() throws Exception {
    Path path = directory.resolve("run.jsonl");
    try (RunFile file = RunFile.open(path)) {
      file.append(bytes(event("run.started")));
      output(file, OUTPUT.formatted("a"));
      Files.delete(path);
      file.flush();
      stage(path, "unit", "stage.finished", "2");

      assertThat(file.ownOutput()).isEmpty();
      assertThat(events(file)).containsExactly("run.started", "stage.finished");
    }
  }

  private static List<String> events(RunFile file) throws IOException {
    return List.copyOf(RunFileSummary.read(file, 0).events().keySet());
  }

  private static void output(RunFile file, String lines) throws Exception {
    file.appendOutput(bytes(lines), Duration.ZERO);
  }

  private static void stage(Path path, String name, String event, String seconds)
      throws IOException {
    String line =
        "{\"key\":\"clew.name\",\"value\":{\"stringValue\":\"%s\"}},"
            + "{\"key\":\"clew.duration\",\"value\":{\"doubleValue\":%s}},%s";
    Files.writeString(path, line.formatted(name, seconds, event(event)), StandardOpenOption.APPEND);
  }

  private static String event(String name) {
    return "{\"eventName\":\"" + name + "\"}\n";
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
