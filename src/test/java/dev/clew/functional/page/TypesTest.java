package dev.clew.functional.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/// The types of the page's scripts, which the build only takes off, hold: TypeScript's compiler
/// looks at them beside the libraries that the page was built with.
class TypesTest {
  private static final Path SOURCES = Path.of("src/test/page").toAbsolutePath();
  private static final Path BUILT = Path.of("target/page-types").toAbsolutePath();

  @Test
  void theScriptsKeepToTheirTypes() throws Exception {
    Files.createDirectories(BUILT);
    assumeTrue(isThere() || "true".equals(System.getenv("CI")), "node or npm is not here");
    for (String each : new String[] {"package.json", "package-lock.json"}) {
      Files.copy(SOURCES.resolve(each), BUILT.resolve(each), StandardCopyOption.REPLACE_EXISTING);
    }
    Path compiler = BUILT.resolve("node_modules/typescript/bin/tsc");
    if (!Files.exists(compiler)) {
      assertThat(execute("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
          .endsWith("exit 0");
    }

    assertThat(execute("node", compiler.toString(), "-p", SOURCES.toString())).isEqualTo("exit 0");
  }

  private static boolean isThere() throws InterruptedException {
    try {
      return execute("node", "--version").endsWith("exit 0")
          && execute("npm", "--version").endsWith("exit 0");
    } catch (IOException _) {
      return false;
    }
  }

  /// Runs a program to its end.
  ///
  /// @return what it wrote, and its exit code
  private static String execute(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(BUILT.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output + "exit " + process.waitFor();
  }
}
