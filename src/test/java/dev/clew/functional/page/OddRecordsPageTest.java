package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.clew.functional.OddRecords;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Odd records on the page: each shows what it has, and spoils no other.
class OddRecordsPageTest extends BrowserTest {
  private static final int ALL = 1 + OddRecords.UNTIMED.size() + OddRecords.IDS.size();

  @Override
  void record() throws IOException {
    new OddRecords(System.currentTimeMillis() * 1_000_000)
        .send(URI.create(server.otlp()).getPort());
    assertThat(browser.open(server.page() + "/?q=state:ok").locator("a.open")).hasCount(ALL);
  }

  @AfterEach
  void nothingToComplainAbout() {
    assertThat(browser.complaints()).isEmpty();
  }

  private static Locator row(Page page, String list, String name) {
    return page.locator(list).filter(new Locator.FilterOptions().setHasText(name));
  }

  @Test
  void listsShowADashForWhatIsNotKnown() {
    Page runs = open("/");
    assertThat(runs.locator("a.open")).hasCount(ALL);
    assertThat(row(runs, "a.open", "untimed").locator(".started")).containsText("–");
    assertThat(row(runs, "a.open", "backwards").locator(".figure")).hasText("–");
    assertThat(runs.locator("clew-runs-view h2").last()).containsText("Without a time");
    Browser.picture(runs, "odd-runs");
    Page traces = open("/traces");
    assertThat(traces.locator("a.open")).hasCount(ALL);
    assertThat(row(traces, "a.open", "untimed").locator(".figure")).hasText("–");
    Browser.picture(traces, "odd-traces");
  }

  @Test
  void aRunShowsItsSpansAndOneSpanAllOfItsParts() {
    Page page = open("/runs/" + OddRecords.RUN);
    assertThat(page.locator("clew-waterfall .name")).hasCount(5);
    row(page, "clew-waterfall .name", "no times").click();
    assertThat(page.locator("clew-span-panel .sub")).containsText("–");
    Browser.picture(page, "odd-run");

    page.locator("clew-waterfall .name[title='–']").click();

    Locator panel = page.locator("clew-span-panel");
    assertThat(panel).containsText("because");
    assertThat(panel).containsText("of an empty key");
    assertThat(panel).containsText(OddRecords.BIG);
    assertThat(panel.locator(".event strong")).hasCount(4);
    assertThat(panel.locator("dd").getByText("first")).hasCount(1);
    assertThat(page.locator("clew-metrics-band .metric")).hasCount(4);
    Browser.picture(page, "odd-span");
  }

  @Test
  void aTextOfSeveralLinesHasOneRowAndOpens() {
    Page page = open("/runs/" + OddRecords.RUN);
    Locator line = row(page, "clew-log-list .log", "many");
    assertThat(line.locator(".text")).hasText("many␊lines␊here");
    BoundingBox one = line.boundingBox();
    assertThat(one.height).isLessThanOrEqualTo(20);
    page.locator("clew-logs-band .search").fill("lines");
    assertThat(line.locator(".hit")).hasText("lines");
    assertThat(page.locator("clew-logs-band .count")).hasText("1 hit");
    Browser.picture(page, "odd-lines");

    line.locator(".more").click();

    assertThat(line.locator(".text")).hasText(Pattern.compile("many\\s+lines\\s+here"));
    assertThat(line.boundingBox().height).isEqualTo(60);
    BoundingBox next = row(page, "clew-log-list .log", "odd attributes").boundingBox();
    assertThat(next.y).isGreaterThanOrEqualTo(line.boundingBox().y + 60);
    Browser.picture(page, "odd-lines-open");
    line.locator(".more").click();
    assertThat(line.locator(".text")).hasText("many␊lines␊here");
  }

  @Test
  void logsOfEverythingKeepDigitsAndShowWhatHasNoTime() {
    Page page = open("/logs");
    assertThat(page.locator("clew-log-list .log")).hasCount(5);
    assertThat(row(page, "clew-log-list .log", "no time").locator("time")).hasText("–");
    row(page, "clew-log-list .log", "odd attributes").click();
    assertThat(page.locator("aside")).containsText(OddRecords.BIG);
    assertThat(page.locator("aside")).containsText("of an empty key");
    Browser.picture(page, "odd-logs");
  }

  @Test
  void aMetricWithoutANameIsShown() {
    Page page = open("/charts");
    assertThat(page.locator(".metric")).hasCount(4);
    page.locator("nav a").filter(new Locator.FilterOptions().setHasText("–")).click();
    assertThat(page.locator(".metric")).hasCount(1);
    Browser.picture(page, "odd-metrics");
  }

  @Test
  void runsWithoutTimesAreCompared() {
    Page page = open("/compare?a=untimed&b=" + OddRecords.RUN);
    assertThat(page.locator("h1")).containsText("It is not known how long untimed took.");
    assertThat(page.locator(".aligned li").first()).isVisible();
    Browser.picture(page, "odd-compare");
  }

  @Test
  void everyIdCanBeOpened() {
    Page page = open("/");
    for (int i = 0; i < OddRecords.IDS.size(); i++) {
      row(page, "a.open", "id " + i).first().click();
      assertThat(page.locator("clew-run-header h1")).containsText("id " + i);
      String address = page.url();
      page.navigate("about:blank");
      page.navigate(address);
      assertThat(page.locator("clew-run-header h1")).containsText("id " + i);
      assertThat(page.locator("clew-waterfall .name")).hasCount(1);
      page.navigate(server.page() + "/");
    }
  }
}
