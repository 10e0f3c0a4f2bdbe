package dev.clew.functional.page;

import static dev.clew.functional.page.PageScripts.APP;
import static dev.clew.functional.page.PageScripts.BUILT;
import static dev.clew.functional.page.PageScripts.TESTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The page's scripts beside the libraries that it was built with: their types, which the build
/// only takes off, and those modules that need no browser.
@Execution(ExecutionMode.SAME_THREAD)
class TypesTest {
  @TempDir Path home;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    PageScripts.prepare();
  }

  @Test
  void theScriptsKeepToTheirTypes() throws Exception {
    assertThat(PageScripts.compile("tsconfig.json")).isEqualTo("exit 0");
  }

  @Test
  void theTypesOfAnswersAreThoseOfTheApi() throws Exception {
    Path openapi = BUILT.resolve("openapi.json");
    try (Server server = new Server(home, 0)) {
      URI document = URI.create(server.page() + "/api/v1/openapi?format=json");
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(document).build(), BodyHandlers.ofFile(openapi));
    }

    for (String types : new String[] {"api/types.ts", "api/fleet-types.ts"}) {
      assertThat(
              PageScripts.execute(
                  "node",
                  TESTS.resolve("api-types.mjs").toString(),
                  APP.resolve(types).toString(),
                  openapi.toString()))
          .isEqualTo("exit 0");
    }
  }

  /// The tests are those of `src/test/page/unit`, run by Node.
  @Test
  void modulesWithoutABrowserDoWhatTheirTestsSay() throws Exception {
    assertThat(PageScripts.compile("tsconfig.unit.json")).isEqualTo("exit 0");
    List<String> command = new ArrayList<>(List.of("node", "--test"));
    try (var tests =
        Files.newDirectoryStream(BUILT.resolve("unit/src/test/page/unit"), "*.test.js")) {
      tests.forEach(test -> command.add(test.toString()));
    }

    assertThat(command).hasSizeGreaterThan(5);
    assertThat(PageScripts.execute(command.toArray(String[]::new)))
        .contains("# fail 0")
        .endsWith("exit 0");
  }
}
