package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.clew.functional.Program.Ended;
import dev.clew.functional.TestFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page of a server with a fleet of real agents, and of one without.
class FleetPageTest extends BrowserTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  /// Some looks of the page at the server, with room to spare.
  private static final int SOME_LOOKS_MILLIS = 3500;

  private TestFleet fleet;

  @Override
  void record() throws IOException {
    fleet = TestFleet.start(home.resolve("fleet"));
    Page page = browser.open(fleet.url() + "/fleet");
    assertThat(part(page, "deployments")).containsText("clew apply stack.toml");
    assertThat(part(page, "nodes")).containsText("clew agent --server " + fleet.url());
    assertThat(part(page, "jobs")).containsText("clew job submit --target all");
    Browser.picture(page, "fleet-empty");
    fleet.agent("a", "role=web");
    fleet.agent("b", "role=web", "zone=north");
    assertThat(row(page, "nodes", "zone=north")).containsText("ready");
    apply("web", 2, "echo $$ > " + home + "/pid-$CLEW_NODE; exec sleep 600");
    assertThat(part(page, "deployments").locator(".cell.healthy")).hasCount(2);
    apply("crash", 1, "exit 7");
    run("job", "submit", "--target", "all", "--", "sh", "-c", "exit 3");
    assertThat(row(page, "jobs", "exit 3")).hasAttribute("data-state", "failed");
  }

  @AfterAll
  void stopFleet() throws IOException {
    if (fleet != null) {
      fleet.close();
    }
  }

  private void run(String... words) {
    Ended ended = fleet.runs(words);
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  private void apply(String stack, int replicas, String command) throws IOException {
    Path file = home.resolve(stack + ".toml");
    Files.writeString(
        file,
        "name = \"%s\"%n[services.api]%ncommand = \"%s\"%nreplicas = %d%n"
            .formatted(stack, command, replicas));
    run("apply", file.toString());
  }

  private static Locator part(Page page, String name) {
    return page.locator("clew-fleet-view section[data-part=" + name + "]");
  }

  private static Locator row(Page page, String part, String text) {
    return part(page, part).locator("a.open").filter(new FilterOptions().setHasText(text));
  }

  private static Locator service(Page page, String name) {
    return part(page, "deployments")
        .locator("li.service")
        .filter(new FilterOptions().setHasText(name));
  }

  private Page openFleet() {
    Page page = browser.open(fleet.url() + "/");
    page.locator("nav").getByText("Fleet").click();
    assertThat(row(page, "nodes", "zone=north")).isVisible();
    return page;
  }

  @Test
  void aServerWithoutAFleetHasNoEntry() {
    Page page = open("/traces");
    assertThat(page.locator("clew-live-state")).containsText("live");
    assertThat(page.locator("clew-top-bar nav a"))
        .hasText(new String[] {"Runs", "Traces", "Logs", "Metrics"});
    page.keyboard().press("g");
    page.keyboard().press("f");
    page.keyboard().press("g");
    page.keyboard().press("r");
    assertThat(page).hasURL(Pattern.compile("/runs$"));
    assertThat(browser.complaints()).isEmpty();

    AtomicInteger asked = new AtomicInteger();
    page.onRequest(request -> asked.addAndGet(request.url().endsWith("/api/v1/fleet") ? 1 : 0));
    page.navigate(server.page() + "/fleet");
    assertThat(page.locator("clew-fleet-view [role=alert]")).containsText("E120");
    page.waitForTimeout(SOME_LOOKS_MILLIS);
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void aReplicaIsSeenToDieAndToMoveWithoutLoading() throws IOException, InterruptedException {
    Page page = openFleet();
    page.evaluate("window.kept = true");
    Locator web = service(page, "web/api");
    assertThat(web.locator(".cell.healthy")).hasCount(2);
    assertThat(web.locator(".cell b").first()).hasText("H");

    String pid = Files.readString(home.resolve("pid-a")).strip();
    new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
    assertThat(web.locator(".cell.healthy").filter(new FilterOptions().setHasText("↻ 1")))
        .containsText("v1");
    assertThat(web.locator("a.open")).containsText("2 of 2 healthy");

    run("node", "drain", "b");
    assertThat(row(page, "nodes", "zone=north")).containsText("draining");
    assertThat(web.locator(".cell.healthy .where")).hasText(new String[] {"a", "a"});
    assertThat(row(page, "audit", "node_drain").first()).containsText("draining true");
    run("node", "drain", "--off", "b");
    assertThat(row(page, "nodes", "zone=north")).containsText("ready");
    assertThat(page.evaluate("window.kept")).isEqualTo(true);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatFailsSaysWhy() {
    Page page = openFleet();
    Locator crash = service(page, "crash/api");

    assertThat(crash.locator("a.open .why")).containsText("exit code 7");
    assertThat(crash.locator("a.open")).containsText("0 of 1 healthy");
    assertThat(crash.locator(".cell.failed b")).hasText("F");
    assertThat(crash.locator(".cell.failed .what")).hasText("exit code 7");
    assertThat(crash.locator(".cell.failed .said")).containsText("replica 0: failed on ");
    assertThat(row(page, "jobs", "exit 3").locator(".tasks"))
        .hasAttribute(
            "aria-label", Pattern.compile("a failed, exit code 3, b failed, exit code 3"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aJobLeadsToItsRunAndBackIsTheFleet() {
    Page page = openFleet();

    row(page, "jobs", "exit 3").click();
    assertThat(page.locator("clew-run-header h1")).containsText("exit 3");
    assertThat(page.locator("clew-waterfall .name").first()).isVisible();
    page.keyboard().press("g");
    page.keyboard().press("f");
    assertThat(page).hasURL(Pattern.compile("/fleet$"));
    page.goBack();
    page.goBack();
    assertThat(row(page, "jobs", "exit 3")).isVisible();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void filterPartsAndKeysAreThoseOfTheOtherViews() {
    Page page = openFleet();
    page.keyboard().press("/");
    page.keyboard().type("zone=north");
    assertThat(page).hasURL(Pattern.compile("q=zone%3Dnorth"));
    assertThat(part(page, "nodes").locator("a.open")).hasCount(1);
    assertThat(service(page, "crash/api")).hasCount(0);
    page.keyboard().press("Escape");
    page.keyboard().press("Escape");
    page.keyboard().press("Escape");
    assertThat(page).hasURL(Pattern.compile("/fleet$"));
    assertThat(part(page, "nodes").locator("a.open")).hasCount(2);

    page.locator(".parts").getByText("Nodes").click();
    assertThat(page).hasURL(Pattern.compile("/fleet/nodes$"));
    assertThat(part(page, "jobs")).hasCount(0);
    page.keyboard().press("j");
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("/fleet\\?q=node%3Ab$"));
    page.navigate(fleet.url() + "/fleet/jobs?since=15m&q=state%3Afailed");
    assertThat(row(page, "jobs", "exit 3")).isVisible();
    page.keyboard().press("]");
    assertThat(page.locator("a.open:focus")).containsText("exit 3");
    page.navigate(fleet.url() + "/fleet?q=no+such+thing");
    assertThat(page.locator("clew-fleet-view")).containsText("Nothing of the fleet matches.");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void nothingMovesUnderThePointer() {
    Page page = openFleet();
    row(page, "jobs", "exit 3").hover();
    String first = part(page, "jobs").locator("a.open").first().getAttribute("href");

    run("job", "submit", "--target", "a", "--", "echo", "heard just now");
    assertThat(part(page, "jobs").locator("h2 button")).hasText("↑ 1 new job");
    assertThat(part(page, "jobs").locator("a.open").first()).hasAttribute("href", first);
    part(page, "jobs").locator("h2 button").click();
    assertThat(part(page, "jobs").locator("a.open").first()).containsText("heard just now");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void nothingIsAskedForOutOfSightOrWhilePaused() {
    Page page = openFleet();
    AtomicInteger asked = new AtomicInteger();
    page.onRequest(request -> asked.addAndGet(request.url().endsWith("/api/v1/nodes") ? 1 : 0));
    page.waitForCondition(() -> asked.get() > 1);

    page.locator("clew-live-state button").click();
    assertThat(page.locator("clew-live-state")).containsText("paused");
    quiet(page, asked);
    page.locator("clew-live-state button").click();
    int before = asked.get();
    page.waitForCondition(() -> asked.get() > before + 1);

    sight(page, true);
    quiet(page, asked);
    int hidden = asked.get();
    sight(page, false);
    page.waitForCondition(() -> asked.get() > hidden + 1);
    assertThat(browser.complaints()).isEmpty();
  }

  private static void sight(Page page, boolean hidden) {
    page.evaluate(
        "Object.defineProperty(document, 'hidden', { value: "
            + hidden
            + ", configurable: true }); document.dispatchEvent(new Event('visibilitychange'))");
  }

  private static void quiet(Page page, AtomicInteger asked) {
    page.waitForTimeout(1000);
    int before = asked.get();
    page.waitForTimeout(SOME_LOOKS_MILLIS);
    assertThat(asked.get()).isEqualTo(before);
  }

  @Test
  void hostileTextIsText() {
    run("job", "submit", "--target", "a", "--", "echo", HOSTILE);
    Page page = browser.open(fleet.url() + "/runs");
    page.route(
        "**/api/v1/nodes",
        route ->
            route.fulfill(
                new FulfillOptions()
                    .setContentType("application/json")
                    .setBody(
                        """
                        {"nodes": [{"name": "NAME", "state": "toString", "labels": {"NAME": "NAME"},
                          "version": "NAME", "host": "NAME", "cpus": 0, "memory": 0, "tasks": 0,
                          "identity": "NAME", "joined": "NAME"}]}
                        """
                            .replace("NAME", HOSTILE))));
    page.locator("nav").getByText("Fleet").click();

    assertThat(part(page, "nodes").locator(".title")).hasText(HOSTILE);
    assertThat(part(page, "nodes").locator(".chip")).hasText(HOSTILE + "=" + HOSTILE);
    assertThat(row(page, "jobs", HOSTILE)).isVisible();
    assertThat(row(page, "audit", HOSTILE)).isVisible();
    assertThat(page.locator("img")).hasCount(0);
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void everyWidthFits(int width, ColorScheme scheme) {
    Page page = browser.open(fleet.url() + "/fleet", width, scheme);
    assertThat(row(page, "audit", "node_join").first()).isVisible();

    String size = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
    String over = "document.documentElement.scrollWidth - innerWidth";
    assertThat(((Number) page.evaluate(over)).intValue()).isLessThanOrEqualTo(0);
    Browser.picture(page, "fleet-" + size);
    row(page, "audit", "node_join").last().scrollIntoViewIfNeeded();
    Browser.picture(page, "fleet-" + size + "-below");
    assertThat(browser.complaints()).isEmpty();
  }
}
