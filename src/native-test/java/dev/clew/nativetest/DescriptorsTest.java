package dev.clew.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.Program;
import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where standard streams are closed, the image's own file or a run file may get their numbers.
/// What is printed must not get into it, and the command must not read it.
class DescriptorsTest {
  private static final String RUN = "0123456789abcdef";

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<&-",
        ">&-",
        "2>&-",
        "<&- >&-",
        "<&- 2>&-",
        ">&- 2>&-",
        "<&- >&- 2>&-",
      })
  void nothingIsPrintedIntoAnotherFile(String close) throws IOException {
    String clew = Program.path().toString();
    Ended ran =
        shell("%s --debug run -- sh -c 'head -c 9; echo word; exit 3' %s".formatted(clew, close));

    assertThat(ran.code()).as(ran.err()).isEqualTo(3);
    assertThat(ran.text()).isEqualTo(close.startsWith(">") || close.contains(" >") ? "" : "word\n");
    Path file = new Program(home).runFiles().getFirst();
    byte[] record = Files.readAllBytes(file);
    List<String> lines = Files.readAllLines(file);
    for (String line : lines) {
      assertThat(new ObjectMapper().readTree(line).isObject()).as(line).isTrue();
    }
    assertThat(lines.stream().filter(line -> line.contains("error: [E"))).isEmpty();

    for (String reader : List.of("runs", "inspect " + RUN, "logs --run " + RUN, "--version")) {
      Ended read = shell(clew + " " + reader + " " + close);
      // What cannot be printed may be an error.
      assertThat(read.code()).as(reader + read.err()).isBetween(0, close.contains(">&-") ? 1 : 0);
      assertThat(Files.readAllBytes(file)).isEqualTo(record);
    }
  }

  private Ended shell(String script) throws IOException {
    Program clew = new Program(home).with("CLEW_RUN_ID", RUN);
    return clew.end(clew.shell(script));
  }
}
