package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.clew.functional.LinkedTraces;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Linked traces are a chain that one walks on the page, and stand in the waterfall along their
/// links.
class LinkedTracesPageTest extends BrowserTest {
  @Override
  void record() throws IOException {
    try {
      LinkedTraces traces =
          new LinkedTraces(
              System.currentTimeMillis() * 1_000_000 - 60_000_000_000L,
              URI.create(server.otlp()).getPort());
      traces.send();
      traces.sendHostile();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Locator steps(Page page) {
    return page.locator("clew-trace-chain li > .step .cut");
  }

  private static Locator step(Page page, String name) {
    return page.locator("clew-trace-chain li > .step")
        .filter(new FilterOptions().setHasText(Pattern.compile(name)));
  }

  private static Locator current(Page page) {
    return page.locator("clew-trace-chain [aria-current] .cut");
  }

  @Test
  void theWaterfallOrdersTracesAlongTheirLinks() {
    Page page = open("/runs/" + LinkedTraces.RUN);

    assertThat(page.locator("clew-waterfall .name > .cut:not(.link)"))
        .hasText(
            new String[] {
              "screen runs",
              "screen run",
              "run alpine",
              "pull",
              "create",
              "start",
              "session alpine",
              "GET /items",
              "POST /items",
              "screen log"
            });
    assertThat(page.locator("clew-waterfall .name.trace")).hasCount(5);
    assertThat(
            page.locator("clew-waterfall .name.trace")
                .filter(new FilterOptions().setHasText("session alpine")))
        .hasAttribute("aria-level", "3");
    Browser.picture(page, "linked");
    Page dark = browser.open(page.url(), 1280, ColorScheme.DARK);
    step(dark, "session alpine").click();
    assertThat(dark.locator("clew-span-panel")).containsText("Linked from");
    Browser.picture(dark, "linked-dark");
    Page narrow = browser.open(page.url(), 420, ColorScheme.LIGHT);
    assertThat(step(narrow, "session alpine")).isVisible();
    Browser.picture(narrow, "linked-narrow");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theChainIsWalkedWithPointerAndKeyboardAndIsInTheAddress() {
    Page page = open("/runs/" + LinkedTraces.RUN);
    String[] whole = {
      "make image", "screen runs", "screen run", "run alpine", "session alpine", "write report"
    };
    assertThat(steps(page)).hasText(whole);
    assertThat(step(page, "run alpine"))
        .hasAttribute("aria-label", "run alpine, failed, 4.1 s, starts at +900 ms");

    step(page, "run alpine").click();
    assertThat(current(page)).hasText("run alpine");
    assertThat(page.locator("clew-span-panel h2")).containsText("run alpine");
    page.keyboard().press(">");
    assertThat(page.locator("clew-span-panel h2")).containsText("session alpine");
    assertThat(page.locator("clew-waterfall .name.chosen")).containsText("session alpine");
    page.keyboard().press("<");
    page.keyboard().press("<");
    assertThat(current(page)).hasText("screen run");
    page.reload();
    assertThat(current(page)).hasText("screen run");
    assertThat(page.locator("clew-waterfall .name.chosen")).containsText("screen run");

    page.locator("clew-trace-chain summary").click();
    Browser.picture(page, "linked-fork");
    page.locator("clew-trace-chain .menu .step")
        .filter(new FilterOptions().setHasText("screen log"))
        .click();
    assertThat(steps(page))
        .hasText(new String[] {"make image", "screen runs", "screen run", "screen log"});
    page.goBack();
    assertThat(steps(page)).hasText(whole);
    step(page, "run alpine").focus();
    page.keyboard().press("Enter");
    assertThat(current(page)).hasText("run alpine");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aSpanSaysWhereItIsLinkedToAndFromAcrossRuns() {
    Page page =
        open(
            "/runs/%s?span=%s:%s"
                .formatted(LinkedTraces.RUN, LinkedTraces.trace(6), LinkedTraces.span(60)));
    Locator links = page.locator("clew-span-links");
    assertThat(links.locator("h3"))
        .hasText(new Pattern[] {Pattern.compile("Links to"), Pattern.compile("Linked from")});
    assertThat(links).containsText("clew.launch");

    links.locator(".link").filter(new FilterOptions().setHasText("run alpine")).click();
    assertThat(page.locator("clew-span-panel h2")).containsText("run alpine");
    page.goBack();
    links.locator(".link").filter(new FilterOptions().setHasText("write report")).click();
    assertThat(page).hasURL(Pattern.compile("/runs/" + LinkedTraces.BEHIND + "\\?span="));
    assertThat(page.locator("clew-span-panel h2")).containsText("write report");
    assertThat(steps(page)).hasText(new String[] {"session alpine", "write report"});
    page.keyboard().press("<");
    assertThat(page).hasURL(Pattern.compile("/runs/" + LinkedTraces.RUN + "\\?span="));
    assertThat(page.locator("clew-span-panel h2")).containsText("session alpine");
    page.navigate(server.page() + "/traces/" + LinkedTraces.trace(2));
    assertThat(steps(page)).hasText(new String[] {"make image", "screen runs", "screen run"});
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void ringsAndThousandsOfLinksAndTracesAreBounded() {
    Page page = open("/runs/" + LinkedTraces.HOSTILE);
    page.locator("clew-waterfall .name[aria-label^='batch,']").click();
    assertThat(page.locator("clew-span-panel h2")).containsText("batch");
    Locator links = page.locator("clew-span-links");
    assertThat(links.locator("h3").first()).containsText("10,000");
    assertThat(links.locator("h3").last()).containsText("1,000 and more");
    assertThat(links.locator(".event")).hasCount(100);
    links.getByText("50 more of 9,950").click();
    assertThat(links.locator(".event")).hasCount(150);
    assertThat(page.locator("clew-trace-chain summary")).hasText("+4,999");
    Browser.picture(page, "linked-hostile");

    page.navigate(
        page.url().replaceAll("span=.*", "span=" + LinkedTraces.trace(102) + ":")
            + LinkedTraces.span(102));
    assertThat(steps(page)).hasText(new String[] {"ring 100", "ring 102", "ring 101"});
    page.navigate(
        page.url().replaceAll("span=.*", "span=" + LinkedTraces.trace(105) + ":")
            + LinkedTraces.span(105));
    assertThat(links).containsText("not stored here");
    assertThat(page.locator("clew-trace-chain")).isHidden();
    assertThat(browser.complaints()).isEmpty();
  }
}
