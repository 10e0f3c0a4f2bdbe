package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.clew.functional.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A page that was open before anything came in, and stays open while the server goes and comes
/// back.
@EnabledIf("dev.clew.functional.page.Browser#isWanted")
@Isolated
class ServerGoneTest {
  @TempDir Path home;

  @Test
  void thePageWaitsAndCatchesUp() throws Exception {
    try (Server first = new Server(home, 0);
        Browser browser = new Browser()) {
      Page page = browser.open(first.page() + "/");
      assertThat(page.locator("clew-first-run")).containsText("clew --debug run");
      assertThat(page.locator("clew-first-run")).containsText(first.otlp());

      run(first, "before");
      assertThat(page.locator("a.open")).containsText("before");

      first.kill();
      assertThat(page.locator("clew-server-banner")).containsText("gone");
      assertThat(page.locator("a.open")).containsText("before");

      try (Server second = new Server(home, first.port())) {
        run(second, "after");
        assertThat(page.locator("a.open").first()).containsText("after");
        assertThat(page.locator("clew-server-banner [role=alert]")).hasCount(0);
      }
    }
  }

  private void run(Server server, String name) {
    new Program(home)
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", server.otlp())
        .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000")
        .run("run", "--name", name, "--", "true");
  }
}
