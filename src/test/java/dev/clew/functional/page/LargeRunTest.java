package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A run of 100,000 spans on the page.
@EnabledIf("dev.clew.functional.page.Browser#isWanted")
@Isolated
class LargeRunTest {
  private static final String FULL_ANSWERS =
      """
      () => performance.getEntriesByType('resource')
        .filter((it) => it.name.endsWith('/spans'))
        .map((it) => it.initiatorType)
      """;

  @TempDir Path home;

  @Test
  void itOpensScrollsAndUnfolds() throws Exception {
    try (Server server = new Server(home, 0);
        Browser browser = new Browser()) {
      LargeRun.send(server.otlp());
      Page page = browser.open(server.page() + "/runs/" + LargeRun.ID);
      Locator names = page.locator("clew-waterfall .name");
      Locator scroller = page.locator("clew-waterfall .scroller");

      assertThat(names.first()).hasText(Pattern.compile("batch 1"));
      assertThat(page.locator("clew-run-header .facts")).containsText("100,000 spans");
      // The browser has asked for them while it read the page's scripts; the page took that answer.
      assertThat(page.evaluate(FULL_ANSWERS)).isEqualTo(List.of("link"));
      assertThat(names.nth(1)).hasAttribute("aria-label", Pattern.compile("group 2, .*"));
      // A group is folded: what is in it are no rows, and only visible rows are there.
      assertThat(names.nth(1).locator(".below")).hasText("100");
      assertThat(names.count()).isLessThan(60);

      names.nth(1).locator("button.twist").click();
      assertThat(names.nth(2)).hasText(Pattern.compile("item " + LargeRun.FIRST_IN_GROUP));
      names.nth(1).locator("button.twist").click();
      assertThat(names.nth(2)).hasText(Pattern.compile("group 3"));

      scroller.evaluate("it => it.scrollTop = it.scrollHeight");
      Locator last = names.last();
      assertThat(last).hasText(Pattern.compile("step " + LargeRun.SPANS));
      assertThat(last).hasClass(Pattern.compile("failed"));
      last.click();
      assertThat(page.locator("clew-span-panel h2")).containsText("step " + LargeRun.SPANS);
      Browser.picture(page, "large");

      page.keyboard().press("k");
      assertThat(page.locator("clew-span-panel h2")).containsText("step " + (LargeRun.SPANS - 1));
      page.keyboard().press("]");
      assertThat(page.locator("clew-span-panel h2")).containsText("step " + LargeRun.SPANS);

      scroller.evaluate("it => it.scrollTop = 0");
      names.first().locator("button.twist").click();
      assertThat(names).hasCount(1);
      names.first().locator("button.twist").click();
      assertThat(names.nth(1)).hasText(Pattern.compile("group 2"));

      page.reload();
      assertThat(page.locator("clew-span-panel h2")).containsText("step " + LargeRun.SPANS);
      assertThat(page.locator("clew-waterfall .name.chosen")).isVisible();

      page.navigate(
          server.page()
              + "/runs/"
              + LargeRun.ID
              + "?span="
              + "%016x".formatted(LargeRun.FIRST_STEP - 1));
      assertThat(page.locator("clew-span-panel h2"))
          .containsText("deep " + (LargeRun.FIRST_STEP - 1));
      assertThat(page.locator("clew-waterfall .name.chosen")).isVisible();
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
