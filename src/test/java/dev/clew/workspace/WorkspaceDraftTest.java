package dev.clew.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceDraftTest {
  private static final WorkspaceDraft.Place PLACE =
      new WorkspaceDraft.Place(Path.of("/f.toml"), Path.of("/work"), Path.of("/home/me"));
  private static final Workspace API =
      new Workspace(
          "api",
          List.of("sh", "-c", "make"),
          Path.of("/src/api"),
          "debian:12",
          Map.of("STAGE", "dev", "EMPTY", ""),
          "reviewer",
          null,
          Path.of("/f.toml"));

  private static WorkspaceDraft draft(String command, String directory, String... environment) {
    return new WorkspaceDraft("api", command, directory, "", "", "", List.of(environment));
  }

  @Test
  void whatIsNotChangedStaysAsItIs() {
    assertThat(WorkspaceDraft.of(API).workspace(API, PLACE)).isEqualTo(API);
  }

  @ParameterizedTest
  @CsvSource({"~, /home/me", "~/src, /home/me/src", "sub/../x, /work/x", "/a/b, /a/b"})
  void aDirectoryStartsWhereOneOnTheCommandLineDoes(String written, String path) {
    assertThat(draft("make", written).workspace(null, PLACE).directory()).isEqualTo(Path.of(path));
  }

  @Test
  void aVariableIsALine() {
    assertThat(draft("make", "", "A=b=c", "", "B=").workspace(null, PLACE).environment())
        .isEqualTo(Map.of("A", "b=c", "B", ""));
    assertThat(WorkspaceDraft.variableMistake("novalue")).isPresent();
    assertThat(WorkspaceDraft.variableMistake("=x")).isPresent();
    assertThat(WorkspaceDraft.variableMistake(" ")).isEmpty();
  }

  @Test
  void aMistakeIsFoundBeforeAnythingIsMade() {
    assertThat(draft("make", "").isRight()).isTrue();
    assertThat(draft("", "").isRight()).as("nothing but a name").isFalse();
    assertThat(draft("'' x", "").commandMistake()).isPresent();
    assertThat(draft("make", "", "novalue").isRight()).isFalse();
    assertThatThrownBy(() -> draft("echo 'x", "").workspace(null, PLACE))
        .isInstanceOf(ClewError.class)
        .hasMessageContaining("is not closed");
    assertThat(new WorkspaceDraft("a b", "make", "", "", "", "", List.of()).isRight()).isFalse();
    assertThat(new WorkspaceDraft("a", "", "", "-x", "", "", List.of()).isRight()).isFalse();
  }
}
