package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Locator.GetByTextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Position;
import dev.clew.functional.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page of `clew serve`, as a person uses it: a real server, real runs, a real browser.
class PageTest extends BrowserTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";
  private static final String PIPELINE =
      """
      clew step fetch -- sh -c 'seq 1 60000 | sort -R | md5sum'
      clew step compile -- sh -c 'for i in 1 2 3; do echo "cc -O2 -c src/part$i.c"; seq 1 50000 | sort -R | cksum; done'
      clew step unit -- sh -c 'for i in 1 2 3 4 5 6; do printf "\\033[32mpassed\\033[0m test %d\\n" $i; seq 1 40000 | sort -R | cksum > /dev/null; done'
      clew step lint -- sh -c 'seq 1 30000 | sort -R | cksum > /dev/null; echo "src/Foo.java:12: unused import" >&2; exit LINT'
      """;

  @Override
  void record() {
    run("--", "sh", "-c", step("image") + "; " + step("push"));
    run("--name", "build", "--", "sh", "-c", pipeline(0));
    run("--", "cksum", "/etc/hostname");
    run("--", "sh", "-c", "echo 'no such host: staging' >&2; exit 4");
    run("--name", "build", "--", "sh", "-c", pipeline(1));
    Page list = open("/");
    assertThat(list.locator("a.open")).hasCount(5);
    assertThat(list.locator("a.open[data-state=running]")).hasCount(0);
    Browser.picture(list, "runs");
    run(
        "--name",
        HOSTILE,
        "--",
        "sh",
        "-c",
        "echo '" + HOSTILE + "'; printf 'a\\033[31mred\\033[2Jb\\n'");
  }

  private static String step(String name) {
    return Program.path() + " step " + name + " -- sh -c 'seq 1 40000 | sort -R | cksum'";
  }

  private Program clew() {
    return new Program(home)
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", server.otlp())
        .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000")
        .with("OTEL_METRIC_EXPORT_INTERVAL", "100");
  }

  private void run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--debug";
    all[1] = "run";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    clew().run(all);
  }

  private static String pipeline(int lint) {
    return PIPELINE
        .replace("clew step", Program.path() + " step")
        .replace("LINT", String.valueOf(lint));
  }

  /// The line of the logs that is a text.
  private static Locator line(Page page, String text) {
    return page.locator("clew-log-list .text")
        .getByText(text, new GetByTextOptions().setExact(true));
  }

  private Page openFailed() {
    Page page = open("/runs?q=state:failed");
    page.locator("a.open").first().click();
    assertThat(page.locator("clew-run-header .outcome")).containsText("failed");
    return page;
  }

  @Test
  void theListTellsWhatEndedHow() {
    Page page = open("/");

    assertThat(page.locator("a.open[data-state=failed]").first()).containsText("lint");
    assertThat(page.locator("a.open[data-state=ok] .state").first())
        .hasAttribute("aria-label", "succeeded");
    assertThat(page.locator("h2").first()).containsText("Today");
    assertThat(page.locator("clew-live-state")).containsText("live");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theFilterSuggestsAndIsInTheAddress() {
    Page page = open("/runs");
    assertThat(page.locator("a.open").first()).isVisible();

    page.keyboard().press("/");
    page.keyboard().type("sta");
    page.locator("clew-filter-box li").getByText("state:").click();
    page.locator("clew-filter-box li").getByText("failed").click();

    assertThat(page.locator("a.open[data-state=ok]")).hasCount(0);
    assertThat(page.locator("a.open[data-state=failed]")).hasCount(2);
    assertThat(page).hasURL(Pattern.compile("q=state%3Afailed"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aRunSaysWhyItFailedAndWhereTheTimeWentBeforeAClick() {
    Page page = openFailed();

    assertThat(page.locator("clew-run-panel .tail")).containsText("unused import");
    assertThat(page.locator("clew-run-panel .share").first()).isVisible();
    assertThat(
            page.locator("clew-waterfall .name").filter(new FilterOptions().setHasText("compile")))
        .isVisible();
    assertThat(page.locator("clew-log-list .log").first()).isVisible();
    assertThat(page.locator("clew-metrics-band canvas").first()).isVisible();
    Browser.picture(page, "run");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aSpanFiltersTheLogsAndBackUndoesIt() {
    Page page = openFailed();

    page.locator("clew-waterfall .name").filter(new FilterOptions().setHasText("lint")).click();

    assertThat(page.locator("clew-span-panel .tail")).containsText("unused import");
    assertThat(line(page, "src/Foo.java:12: unused import")).isVisible();
    assertThat(line(page, "build started")).hasCount(0);
    assertThat(page).hasURL(Pattern.compile("span=[0-9a-f]{16}"));
    String link = page.url();

    page.goBack();
    assertThat(page.locator("clew-run-panel")).isVisible();
    assertThat(line(page, "build started")).isVisible();

    page.navigate(link);
    assertThat(page.locator("clew-span-panel h2")).containsText("lint");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theKeyboardDoesIt() {
    Page page = open("/runs?q=state:failed");
    assertThat(page.locator("a.open").first()).isVisible();

    page.keyboard().press("j");
    page.keyboard().press("Enter");
    assertThat(page.locator("clew-waterfall .name").first()).isVisible();
    page.keyboard().press("]");
    assertThat(page.locator("clew-span-panel h2")).containsText("lint");
    page.keyboard().press("k");
    assertThat(page.locator("clew-span-panel h2")).not().containsText("lint");
    page.keyboard().press("Escape");
    assertThat(page.locator("clew-run-panel")).isVisible();
    page.keyboard().press("+");
    assertThat(page).hasURL(Pattern.compile("zoom="));
    page.keyboard().press("0");
    assertThat(page).not().hasURL(Pattern.compile("zoom="));
    page.keyboard().press("?");
    assertThat(page.locator("dialog")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).isHidden();
    page.keyboard().press("Escape");
    assertThat(page.locator("clew-runs-view")).isVisible();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aDragZoomsAndTheLineRunsThroughAllBands() {
    Page page = openFailed();
    var map = page.locator("clew-minimap .map").boundingBox();

    page.mouse().move(map.x + map.width * 0.25, map.y + 10);
    page.mouse().down();
    page.mouse().move(map.x + map.width * 0.5, map.y + 12);
    page.mouse().up();
    assertThat(page).hasURL(Pattern.compile("zoom=\\d+-\\d+"));

    page.locator("clew-waterfall .bars").hover();
    assertThat(page.locator("clew-run-view .hairline")).isVisible();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aBarSaysWhatItIsToPointerAndKeyboard() {
    Page page = openFailed();
    Locator tip = page.locator("clew-waterfall [role=tooltip]");
    var bars = page.locator("clew-waterfall .bars").boundingBox();

    page.mouse().move(bars.x + bars.width / 2, bars.y + 14);
    assertThat(tip).hasText(Pattern.compile("build\\s+✗\\s+failed · .+ · starts at \\+0 s"));
    Browser.picture(page, "tip");
    page.mouse().move(bars.x + 2, bars.y + 28 * 4 + 14);
    assertThat(tip).hasCount(0);
    page.mouse().move(bars.x + bars.width / 2, bars.y - 50);

    page.keyboard().press("]");
    assertThat(page.locator("clew-span-panel h2")).containsText("lint");
    assertThat(tip).hasCount(0);
    page.locator("clew-waterfall .scroller").focus();
    assertThat(tip).hasText(Pattern.compile("lint\\s+✗\\s+failed · .+ · starts at \\+.+"));
    page.keyboard().press("k");
    assertThat(tip).containsText("unit");
    page.keyboard().press("Escape");
    assertThat(tip).hasCount(0);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theSearchMarksWhatItFound() {
    Page page = openFailed();

    page.keyboard().press("/");
    page.keyboard().type("part2");

    assertThat(page.locator("clew-log-list .hit").first()).hasText("part2");
    assertThat(page.locator("clew-logs-band .count")).hasText("1 hit");
    assertThat(page.locator("clew-log-list .rail i")).hasCount(1);
    assertThat(page.locator("clew-log-list .log.chosen")).containsText("part2.c");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whoSearchesBeforeTheLinesAreThereIsTakenToTheFirstHit() {
    Page page = openFailed();
    CompletableFuture<Route> asked = new CompletableFuture<>();
    page.route(Pattern.compile("/logs\\?.*order=asc"), asked::complete);
    page.reload();
    assertThat(page.locator("clew-logs-band")).isVisible();

    page.keyboard().press("/");
    page.keyboard().type("part2");
    assertThat(page.locator("clew-logs-band .count")).hasText("0 hits");
    page.waitForCondition(asked::isDone);
    asked.join().resume();

    assertThat(page.locator("clew-log-list .hit").first()).hasText("part2");
    assertThat(page.locator("clew-logs-band .count")).hasText("1 hit");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void twoRunsAreCompared() {
    Page page = open("/runs?q=build");

    page.locator(".row input").nth(0).check();
    page.locator(".row input").nth(1).check();
    page.locator("button.first").click();

    assertThat(page.locator("clew-compare-view .aligned li").first()).isVisible();
    assertThat(page.locator("clew-compare-view table")).containsText("fails now");
    assertThat(page).hasURL(Pattern.compile("/compare\\?a=.+&b=.+"));
    Browser.picture(page, "compare");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void hostileTextIsText() {
    Page page = open("/runs?q=onerror");

    assertThat(page.locator("a.open .title").first()).hasText(HOSTILE);
    page.locator("a.open").first().click();
    assertThat(page.locator("clew-run-header h1")).containsText(HOSTILE);
    assertThat(page.locator("clew-log-list .text").getByText(HOSTILE).first()).isVisible();
    assertThat(page.locator("clew-log-list .ansi-1").first()).hasText("red");
    page.locator("clew-waterfall .bars")
        .hover(new Locator.HoverOptions().setPosition(new Position(100, 14)));
    assertThat(page.locator("clew-waterfall .tip strong")).hasText(HOSTILE);
    assertThat(page.locator("img")).hasCount(0);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aRunIsSeenWhileItGoesOn() throws IOException {
    Page list = open("/runs?q=patient");
    Path gate = home.resolve("gate");
    clew().shell("mkfifo " + gate).onExit().join();
    Process running =
        clew()
            .start(
                "--debug",
                "run",
                "--name",
                "patient",
                "--",
                "sh",
                "-c",
                "echo waiting; read line < " + gate + "; echo \"got $line\"");

    assertThat(list.locator("a.open[data-state=running]")).isVisible();
    list.locator("a.open").click();
    assertThat(list.locator("clew-run-header .outcome")).containsText("running");
    assertThat(line(list, "waiting")).isVisible();

    Files.writeString(gate, "a word\n");
    assertThat(line(list, "got a word")).isVisible();
    assertThat(list.locator("clew-run-header .state")).hasAttribute("aria-label", "succeeded");
    running.onExit().join();
    list.goBack();
    assertThat(list.locator("a.open[data-state=ok]")).isVisible();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void tracesLogsAndMetricsHaveTheirPlaces() {
    Page page = open("/");

    page.locator("nav").getByText("Traces").click();
    assertThat(page.locator("clew-traces-view a.open").first()).isVisible();
    page.locator("clew-traces-view a.open[data-state=failed]").first().click();
    assertThat(page.locator("clew-waterfall .name").first()).isVisible();

    page.locator("nav").getByText("Logs").click();
    assertThat(page.locator("clew-log-list .log").first()).isVisible();
    run("--", "echo", "heard just now");
    assertThat(line(page, "heard just now")).isVisible();

    page.locator("nav").getByText("Metrics").click();
    assertThat(page.locator("clew-metrics-view canvas").first()).isVisible();
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1280, DARK", "400, LIGHT", "400, DARK"})
  void everyViewFits(int width, ColorScheme scheme) {
    String size = "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
    Page page = browser.open(server.page() + "/runs?q=state:failed", width, scheme);
    assertThat(page.locator("a.open").first()).isVisible();
    fits(page, "runs" + size);
    page.locator("a.open").first().click();
    assertThat(page.locator("clew-log-list .log").first()).isVisible();
    fits(page, "run" + size);
    for (String place : new String[] {"Traces", "Logs", "Metrics"}) {
      page.locator("nav").getByText(place).click();
      assertThat(page.locator("clew-" + place.toLowerCase(Locale.ROOT) + "-view")).isVisible();
      fits(page, place.toLowerCase(Locale.ROOT) + size);
    }
    assertThat(browser.complaints()).isEmpty();
  }

  private static void fits(Page page, String name) {
    Object over = page.evaluate("document.documentElement.scrollWidth - innerWidth");
    assertThat(((Number) over).intValue()).as(name).isLessThanOrEqualTo(0);
    Browser.picture(page, name);
  }

  @Test
  void theThemeIsASwitch() {
    Page page = open("/");
    String dark = "getComputedStyle(document.body).backgroundColor";
    Object before = page.evaluate(dark);

    page.locator("clew-theme-switch button").click();
    page.locator("clew-theme-switch button").click();

    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    assertThat(page.evaluate(dark)).isNotEqualTo(before);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void anUnknownRunIsSaid() {
    Page page = open("/runs/0123456789abcdef");

    assertThat(page.locator("[role=alert]")).containsText("E020");
    browser.complaints().removeIf(complaint -> complaint.contains("404"));
    assertThat(browser.complaints()).isEmpty();
  }
}
