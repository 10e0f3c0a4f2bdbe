package dev.clew.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final String BASE =
      results(
          "aaaaaaa",
          "native",
          """
          {"name": "slower / true", "unit": "ms", "better": "LESS", "peer": "true",
           "clew": [10, 11, 12], "beside": [1, 1, 1]},
          {"name": "noisy / true", "unit": "ms", "better": "LESS", "peer": "true",
           "clew": [10, 15, 30], "beside": [1, 1, 1]},
          {"name": "pump / cat", "unit": "MB/s", "better": "MORE", "peer": "cat",
           "clew": [500, 500, 500], "beside": [1000, 1000, 1000]},
          {"name": "memory", "unit": "MB", "better": "LESS", "clew": [48]},
          {"name": "old", "unit": "B", "better": "LESS", "clew": [1]}""");

  /// On a machine of half the speed.
  private static final String OTHER =
      results(
          "bbbbbbb",
          "native",
          """
          {"name": "slower / true", "unit": "ms", "better": "LESS", "peer": "true",
           "clew": [40, 44, 48], "beside": [2, 2, 2]},
          {"name": "noisy / true", "unit": "ms", "better": "LESS", "peer": "true",
           "clew": [24, 36, 56], "beside": [2, 2, 2]},
          {"name": "pump / cat", "unit": "MB/s", "better": "MORE", "peer": "cat",
           "clew": [350, 350, 350], "beside": [500, 500, 500]},
          {"name": "memory", "unit": "MB", "better": "LESS", "clew": [48.5]},
          {"name": "added", "unit": "B", "better": "LESS", "clew": [2]}""");

  @TempDir Path directory;

  @Test
  void ratiosAreComparedAndWhatIsMoreThanTheSpreadIsMarked() throws IOException {
    assertThat(new Comparison(file(BASE), file(OTHER)).lines())
        .containsExactly(
            "| what | aaaaaaa | bbbbbbb | change | |",
            "|---|---|---|---|---|",
            "| slower / true | 11.0 × (10.5–11.5) | 22.0 × (21.0–23.0) | +100.0 % | **worse** |",
            "| noisy / true | 15.0 × (12.5–22.5) | 18.0 × (15.0–23.0) | +20.0 % |  |",
            "| pump / cat | 0.50 × (0.50–0.50) | 0.70 × (0.70–0.70) | +40.0 % | better |",
            "| memory | 48.0 MB | 48.5 MB | +1.0 % |  |",
            "| old | 1.00 B |  |  | not measured |",
            "| added |  | 2.00 B |  | new |");
  }

  @Test
  void otherMachinesAndProgramsAreSaid() throws IOException {
    String onAnother = OTHER.replace("\"cores\": 2", "\"cores\": 8").replace("native", "jvm");

    assertThat(new Comparison(file(BASE), file(onAnother)).lines())
        .startsWith(
            "Other machines, Machine[cores=2, processor=x, system=Linux] and"
                + " Machine[cores=8, processor=x, system=Linux]: only ratios count.",
            "Other programs: native and jvm.",
            "");
  }

  @Test
  void aBaseWithoutFiguresIsToldHowToGetThem() {
    assertThatThrownBy(() -> Results.find("no-such-commit"))
        .isInstanceOf(Results.Missing.class)
        .hasMessage("no-such-commit is neither a file nor a commit");
  }

  @Test
  void aBaseIsComparedWithWhatWasMeasuredLast() throws IOException {
    Path base = Files.writeString(directory.resolve("base.json"), BASE.replace("2026", "2028"));
    assertThatThrownBy(() -> Results.newestBeside(base)).hasMessageEndingWith("run make bench");

    Path last = Files.writeString(directory.resolve("last.json"), OTHER.replace("2026", "2027"));
    Files.writeString(directory.resolve("other.json"), OTHER);

    assertThat(Results.newestBeside(Results.find(base.toString()))).isEqualTo(last);
  }

  @Test
  void aRowShowsBothAndTheirRatio() throws IOException {
    assertThat(file(BASE).rows().getFirst().text())
        .isEqualTo(
            "| slower / true | 11.0 ms (10.5–11.5) | true: 1.00 ms (1.00–1.00) "
                + "| 11.0 (10.5–11.5) |");
  }

  private Results file(String json) throws IOException {
    try (var files = Files.list(directory)) {
      Path file = directory.resolve(files.count() + ".json");
      return Results.read(Files.writeString(file, json));
    }
  }

  private static String results(String commit, String form, String rows) {
    return """
        {"commit": "%s", "date": "2026-01-01T00:00:00Z", "program": "clew", "form": "%s",
         "machine": {"cores": 2, "processor": "x", "system": "Linux"},
         "rows": [%s]}"""
        .formatted(commit, form, rows);
  }
}
