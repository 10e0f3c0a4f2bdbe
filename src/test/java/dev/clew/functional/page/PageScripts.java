package dev.clew.functional.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Node with TypeScript's compiler, for tests of the page's scripts.
final class PageScripts {
  static final Path APP = Path.of("src/main/resources/web/app").toAbsolutePath();
  static final Path TESTS = Path.of("src/test/page").toAbsolutePath();
  static final Path BUILT = Path.of("target/page-types").toAbsolutePath();
  private static final Path COMPILER = BUILT.resolve("node_modules/typescript/bin/tsc");

  private PageScripts() {}

  /// Installs the compiler where it is not; without a Node the test is skipped, but in CI.
  static synchronized void prepare() throws IOException, InterruptedException {
    Files.createDirectories(BUILT);
    assumeTrue(isThere() || "true".equals(System.getenv("CI")), "node or npm is not here");
    for (String each : new String[] {"package.json", "package-lock.json"}) {
      Files.copy(TESTS.resolve(each), BUILT.resolve(each), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(COMPILER)) {
      assertThat(execute("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
          .endsWith("exit 0");
    }
  }

  private static boolean isThere() throws InterruptedException {
    try {
      return execute("node", "--version").endsWith("exit 0")
          && execute("npm", "--version").endsWith("exit 0");
    } catch (IOException _) {
      return false;
    }
  }

  /// Compiles by a configuration of `src/test/page`.
  static String compile(String configuration) throws IOException, InterruptedException {
    return execute("node", COMPILER.toString(), "-p", TESTS.resolve(configuration).toString());
  }

  /// Runs a program to its end.
  ///
  /// @return what it wrote, and its exit code
  static String execute(String... command) throws IOException, InterruptedException {
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
