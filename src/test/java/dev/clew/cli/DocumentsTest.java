package dev.clew.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.cli.help.ErrorReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DocumentsTest {
  @TempDir Path directory;

  @Test
  void thePageOfCommandsIsCurrent() throws IOException {
    assertThat(Files.readString(Path.of("docs/reference/commands.md")))
        .as("run make docs")
        .isEqualTo(CommandReference.of(Documents.root("1").getCommandSpec()));
  }

  @Test
  void thePageOfErrorsIsCurrent() throws IOException {
    assertThat(Files.readString(Path.of("docs/errors/README.md")))
        .as("run make docs")
        .isEqualTo(ErrorReference.page());
  }

  @Test
  void everyCommandHasAManualPageWithoutFaults() throws Exception {
    write();
    List<String> pages = pages();
    List<String> commands =
        AllCommands.walk(Documents.root("1")).stream()
            .map(CommandLine::getCommandSpec)
            .filter(command -> !command.usageMessage().hidden())
            .map(command -> ManualPage.name(command) + ".1")
            .toList();
    assertThat(pages).containsExactlyInAnyOrderElementsOf(commands);

    assumeTrue(isThere() || "true".equals(System.getenv("CI")), "mandoc is not there");
    List<String> lint = new ArrayList<>(List.of("mandoc", "-Tlint", "-W", "warning"));
    lint.addAll(pages);
    Process mandoc =
        new ProcessBuilder(lint).directory(directory.toFile()).redirectErrorStream(true).start();
    String complaints = new String(mandoc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatHasAMeaningInThePagesLanguageIsEscaped() throws IOException {
    write();

    assertThat(Files.readString(directory.resolve("clew-run.1")))
        .startsWith(
            ".TH CLEW\\-RUN 1 \"2026-01-31\" \"clew 1.2.3\" Clew\n.SH NAME\nclew\\-run \\- Run")
        .contains("clew run \\-\\-name nightly \\-C build \\-\\- sh \\-c \\(aqmake")
        .contains("\\fB\\-C\\fR, \\fB\\-\\-cwd\\fR=\\fIDIR\\fR\n");
  }

  private void write() throws IOException {
    String here = directory.toString();
    Documents.main("1.2.3", "2026-01-31", here, here + "/commands.md", here + "/errors.md");
  }

  private List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".1"))
          .toList();
    }
  }

  private static boolean isThere() throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v mandoc").start().waitFor() == 0;
  }
}
