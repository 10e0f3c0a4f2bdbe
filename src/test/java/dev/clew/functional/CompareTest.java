package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew compare` over runs that the program recorded itself.
class CompareTest {
  @TempDir Path home;

  /// Records a run whose title does not say what it does.
  private static String record(Program clew, String script) throws IOException {
    clew.with("SCRIPT", script).run("run", "--name", "build", "--", "sh", "-c", "eval \"$SCRIPT\"");
    return new ObjectMapper()
        .readTree(clew.run("runs", "-n", "1", "-o", "json").out())
        .get(0)
        .get("id")
        .asText();
  }

  @Test
  void saysWhatFailedCameAndWent() throws IOException {
    Program clew = new Program(home);
    String step = Program.path() + " step ";
    String before = record(clew, step + "lint -- true; " + step + "old -- true");
    String after = record(clew, step + "lint -- false && " + step + "new -- true");

    Ended text = clew.run("compare", before, after);
    JsonNode json = new ObjectMapper().readTree(clew.run("compare", after, "-o", "json").out());

    assertThat(text.code()).isZero();
    assertThat(text.err()).isEmpty();
    assertThat(text.text())
        .startsWith(before + "  build  ok")
        .contains("\n" + after + "  build  failed (1)")
        .contains("`lint` failed (exit 1), which it did not in " + before.substring(0, 8))
        .containsPattern("\nfailed  lint ")
        .containsPattern("\ngone    old ");
    assertThat(json.at("/a/id").asText()).isEqualTo(before);
    assertThat(json.at("/b/state").asText()).isEqualTo("failed");
    assertThat(json.get("sentence").asText()).isEqualTo(text.text().lines().toList().get(3));
    List<String> changes =
        StreamSupport.stream(json.get("changes").spliterator(), false)
            .map(change -> change.get("what").asText() + " " + change.get("path").size())
            .toList();
    assertThat(changes).contains("failed 1", "failed 2", "gone 2");
    assertThat(json.at("/aligned/0/children").size()).isEqualTo(2);
  }

  @Test
  void errorsEndWithOne() throws IOException {
    Program clew = new Program(home);
    String only = record(clew, "true");

    Ended none = clew.run("compare", only);
    Ended unknown = clew.run("compare", only, "ffffffff");

    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("[E064]").contains("\"build\"");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("[E020]");
    assertThat(clew.run("compare", only, only, only).code()).isEqualTo(2);
  }
}
