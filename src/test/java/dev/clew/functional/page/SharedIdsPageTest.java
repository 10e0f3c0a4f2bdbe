package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.clew.functional.SharedIds;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Spans that share their ids are spans of their own on the page, and so are metrics.
@EnabledIf("dev.clew.functional.page.Browser#isWanted")
@Isolated
class SharedIdsPageTest {
  @TempDir Path home;

  private static Locator row(Page page, String name) {
    return page.locator("clew-waterfall .name:not(.head)")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  @Test
  void eachSpanHasItsRowAndItsPanel() throws Exception {
    try (Server server = new Server(home, 0);
        Browser browser = new Browser()) {
      new SharedIds(System.currentTimeMillis() * 1_000_000)
          .send(URI.create(server.otlp()).getPort());
      Page page = browser.open(server.page() + "/runs/" + SharedIds.RUN);
      Locator panel = page.locator("clew-span-panel");
      assertThat(page.locator("clew-waterfall .name:not(.head)")).hasCount(7);

      row(page, "client side").click();
      assertThat(panel).containsText("front");
      row(page, "server side").click();
      assertThat(panel).containsText("back");
      row(page, "child of bad").click();
      assertThat(panel).containsText(SharedIds.SECOND);
      page.reload();
      assertThat(panel).containsText("child of bad");
      assertThat(panel).containsText(SharedIds.SECOND);
      assertThat(page.locator("clew-metrics-band .metric")).hasCount(3);
      Browser.picture(page, "shared-ids");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
