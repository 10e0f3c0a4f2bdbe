package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.clew.functional.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A server that wants a token.
@EnabledIf("dev.clew.functional.page.Browser#isWanted")
@Isolated
class TokenTest {
  private static final String TOKEN = "the-token-of-this-test";

  @TempDir Path home;

  @Test
  void thePageAsksForItAndKeepsIt() throws Exception {
    try (Server server = new Server(home, 0, TOKEN);
        Browser browser = new Browser()) {
      run(server, "before");
      Page page = browser.open(server.page() + "/");
      assertThat(page.locator("clew-token-prompt h2")).hasText("This server wants a token");
      assertThat(page.locator("clew-token-prompt [role=alert]")).hasCount(0);
      assertThat(page.locator("clew-token-prompt input")).isFocused();

      page.keyboard().type("another-token-than-that");
      page.keyboard().press("Enter");
      assertThat(page.locator("clew-token-prompt [role=alert]")).containsText("That was not it.");
      assertThat(page.locator("clew-token-prompt input")).hasValue("");
      assertThat(page.locator("a.open")).hasCount(0);

      page.locator("clew-token-prompt input").fill(TOKEN);
      page.keyboard().press("Enter");
      assertThat(page.locator("a.open")).containsText("before");
      assertThat(page.locator("clew-token-prompt h2")).hasCount(0);
      assertThat(page.locator("clew-live-state")).containsText("live");

      page.reload();
      assertThat(page.locator("a.open")).containsText("before");
      assertThat(page.locator("clew-token-prompt h2")).hasCount(0);
      run(server, "after");
      assertThat(page.locator("a.open").first()).containsText("after");

      page.locator("a.open").first().click();
      assertThat(page.locator("clew-waterfall .name").first()).isVisible();
      page.locator("clew-run-header summary").click();
      Download download =
          page.waitForDownload(() -> page.locator("clew-run-header .menu a").first().click());
      assertThat(Files.readString(download.path())).startsWith("{\"resource").contains("after");
      assertThat(download.suggestedFilename()).endsWith(".jsonl");

      answersThatComeLate(browser.open(server.page() + "/logs"));
      browser.complaints().removeIf(complaint -> complaint.contains("401"));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /// A request that was sent before the token was given, and is answered after, asks for no other.
  private static void answersThatComeLate(Page page) {
    assertThat(page.locator("clew-token-prompt h2")).isVisible();
    List<Route> late = new ArrayList<>();
    page.route("**/api/v1/live", late::add);
    page.reload();
    assertThat(page.locator("clew-token-prompt input")).isFocused();
    page.keyboard().type(TOKEN);
    page.keyboard().press("Enter");
    assertThat(page.locator("clew-log-list .log").first()).isVisible();

    page.unroute("**/api/v1/live");
    late.getFirst().fulfill(new FulfillOptions().setStatus(401));

    assertThat(page.locator("clew-live-state")).containsText("live");
    assertThat(page.locator("clew-token-prompt h2")).hasCount(0);
  }

  private void run(Server server, String name) {
    new Program(home)
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", server.otlp())
        .with("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20" + TOKEN)
        .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000")
        .run("run", "--name", name, "--", "true");
  }
}
