package dev.clew.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorPagesTest {
  @ParameterizedTest
  @EnumSource
  void pageHasItsParts(ErrorCode code) {
    String page = ErrorPages.page(code);

    assertThat(code.headline()).isNotBlank().doesNotContain("#").hasSizeLessThan(60);
    assertThat(code.whatToTry()).isNotBlank().endsWith(".").hasSizeLessThan(200);
    assertThat(page).startsWith("# [" + code + "] " + code.headline() + "\n\n## What it means\n\n");
    assertThat(page).contains("\n## More detail\n\n");
  }

  @Test
  void noPageIsWithoutACode() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("docs/errors"))) {
      assertThat(
              pages
                  .map(page -> page.getFileName().toString())
                  .filter(name -> !name.equals("README.md")))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(ErrorCode.values()).map(code -> code + ".md").toList());
    }
  }

  @Test
  void aMissingDirectoryMayBeAWorkspaces() {
    assertThat(ErrorCode.E033.whatToTry()).contains("--cwd", "`clew workspace edit NAME -C DIR`");
  }
}
