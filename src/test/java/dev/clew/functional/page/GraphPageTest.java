package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.clew.functional.Program;
import dev.clew.model.ScriptedProvider;
import dev.clew.model.ScriptedProvider.Say;
import dev.clew.model.ToolCall;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Executions of workflows as graphs, recorded by the program while the server listens.
class GraphPageTest extends BrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\u001b[31m done";
  private static final int MANY = 1_000;

  private static final String FLOW =
      """
      [workflow]
      name = "release"
      [nodes.list]
      command = ["echo", "[1, 2, 3, 4]"]
      output = "json"
      [nodes.test]
      for_each = "{{nodes.list.output}}"
      command = ["test", "{{item}}", "!=", "3"]
      [nodes.fix]
      needs = ["list"]
      model = "gpt-5-mini"
      prompt = "Repair it."
      permissions = ["allow look"]
      [nodes.fix.tools.look]
      description = "Looks."
      command = ["echo", "broken"]
      [nodes.docs]
      needs = ["list"]
      when = "1 == 2"
      command = ["true"]
      [nodes.publish]
      needs = ["test", "fix"]
      command = ["true"]
      [nodes.clean]
      finally = true
      command = ["true"]
      """;

  private static final String ASKING =
      """
      [workflow]
      name = "asking"
      [nodes.build]
      command = ["true"]
      [nodes.ask]
      needs = ["build"]
      message = "Go on?"
      [nodes.after]
      needs = ["ask"]
      command = ["true"]
      """;

  private Program clew;
  private Path place;

  @Override
  void record() throws IOException {
    place = Files.createDirectories(home.resolve("recorder"));
    try (var models = new ScriptedProvider()) {
      clew =
          new Program(place)
              .with("OTEL_EXPORTER_OTLP_ENDPOINT", server.otlp())
              .with("OTEL_EXPORTER_OTLP_TIMEOUT", "30000")
              .with("OPENAI_BASE_URL", models.address().toString())
              .with("OPENAI_API_KEY", "key")
              .with("CLEW_TELEMETRY_CAPTURE_CONTENT", "true");
      models.then(
          new Say("", new ToolCall("1", "look", "{\"deep\":{\"level\":2}}")), new Say(HOSTILE));
      assertThat(clew.run("run", file("flow.toml", FLOW)).code()).isEqualTo(1);
    }
    String many =
        "[workflow]\nname = \"many\"\nconcurrency = 200\n"
            + IntStream.range(0, MANY)
                .mapToObj(
                    i ->
                        "[nodes.n%d]%nneeds = [%s]%nexpression = \"%d\"%n"
                            .formatted(i, i < 50 ? "" : "\"n" + (i - 50 + i % 3) + "\"", i))
                .collect(Collectors.joining());
    assertThat(clew.run("run", file("many.toml", many)).code()).isZero();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(place.resolve(name), text).toString();
  }

  private JsonNode get(String path) throws IOException {
    try (var answer = URI.create(server.page() + "/api/v1" + path).toURL().openStream()) {
      return JSON.readTree(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /// The id of the run of a workflow; empty before it is there.
  private String run(String workflow) throws IOException {
    for (JsonNode run : get("/runs?settled=true").path("runs")) {
      if (run.path("title").asText().equals(workflow)) {
        return run.path("id").asText();
      }
    }
    return "";
  }

  /// The id of the span of a name in the run `release` that was stored last.
  private String lastSpan(String name) throws IOException {
    JsonNode table = get("/runs/" + run("release") + "/spans");
    String last = "";
    for (int i = 0; i < table.path("spans").path("id").size(); i++) {
      int word = table.path("spans").path("name").path(i).asInt();
      if (table.path("names").path(word).asText().equals(name)) {
        last = table.path("spans").path("id").path(i).asText();
      }
    }
    return last;
  }

  private static Locator box(Page page, String node) {
    return page.locator("clew-graph .box[data-node='" + node + "']");
  }

  @Test
  void anExecutionIsAGraphOfWhatItsNodesHaveComeTo() throws IOException {
    Page page = open("/runs/" + run("release"));
    assertThat(page.locator("clew-waterfall")).isVisible();

    page.locator(".views button").getByText("Graph").click();

    assertThat(page).hasURL(Pattern.compile("view=graph"));
    assertThat(page.locator("clew-graph .box")).hasCount(6);
    assertThat(box(page, "list")).hasClass(Pattern.compile("box ok"));
    assertThat(box(page, "test")).hasClass(Pattern.compile("box failed"));
    assertThat(box(page, "test")).containsText("4/4 · 1 failed");
    assertThat(box(page, "docs")).hasAttribute("aria-label", Pattern.compile("skipped.*1 == 2"));
    assertThat(box(page, "publish")).hasAttribute("aria-label", Pattern.compile("needs fix, test"));
    assertThat(box(page, "fix"))
        .hasAttribute("aria-label", Pattern.compile("24 in, 14 tokens.*needs list"));
    assertThat(page.locator("clew-graph .states")).containsText("24 → 14 tokens");
    Browser.picture(page, "graph");
    box(page, "test").click();
    assertThat(page.locator("clew-span-panel h2")).containsText("node:test[2]");
    Page dark = browser.open(page.url(), 1280, ColorScheme.DARK);
    assertThat(box(dark, "test")).hasClass(Pattern.compile("chosen"));
    Browser.picture(dark, "graph-dark");
    Page narrow = browser.open(page.url().replaceAll("&span=[^&]*", ""), 320, ColorScheme.LIGHT);
    assertThat(box(narrow, "test")).isVisible();
    assertThat((Boolean) narrow.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
    Browser.picture(narrow, "graph-narrow");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void keysWalkTheGraphAndTheAddressKeepsWhatIsSeen() throws IOException {
    Page page = open("/runs/" + run("release"));
    assertThat(page.locator(".views")).isVisible();
    page.keyboard().press("v");
    assertThat(box(page, "list")).isVisible();

    box(page, "list").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("clew-span-panel h2")).containsText("node:list");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    assertThat(box(page, "publish")).isFocused();
    assertThat(page.locator("clew-span-panel h2")).containsText("node:publish");
    page.keyboard().press("j");
    assertThat(box(page, "clean")).isFocused();
    page.keyboard().press("k");
    page.keyboard().press("-");
    assertThat(page).hasURL(Pattern.compile("scale="));
    page.reload();
    assertThat(box(page, "publish")).hasClass(Pattern.compile("chosen"));
    page.keyboard().press("v");
    assertThat(page.locator("clew-waterfall .name.chosen")).containsText("node:publish");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatWasAskedAndAnsweredIsAConversationOfTexts() throws IOException {
    Page page = open("/runs/%s?span=%s".formatted(run("release"), lastSpan("gen_ai.chat")));

    Locator messages = page.locator("clew-span-panel .message");
    assertThat(messages.locator(".role strong"))
        .hasText(new String[] {"user", "assistant", "tool", "assistant"});
    assertThat(messages.nth(0)).containsText("Repair it.");
    assertThat(messages.nth(1).locator(".part-head")).hasText("calls look");
    assertThat(messages.nth(1).locator("pre"))
        .hasText(Pattern.compile("\\{\\s+\"deep\": \\{\\s+\"level\": 2"));
    assertThat(messages.nth(2)).containsText("broken");
    assertThat(messages.nth(3).locator("pre")).hasText("<img src=x onerror=alert(1)> done");
    assertThat(page.locator("clew-span-panel img")).hasCount(0);
    assertThat(page.locator("clew-span-panel dt").getByText("input.messages")).hasCount(0);
    Browser.picture(page, "messages");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theGraphIsThereBeforeItsNodesAndFollowsThem() throws Exception {
    Process execution = clew.start("run", file("asking.toml", ASKING));
    try {
      long end = System.nanoTime() + PATIENCE;
      JsonNode graph = JSON.missingNode();
      while (!graph.findValuesAsText("state").contains("waiting")) {
        assertThat(System.nanoTime()).as("no node waits in %s", graph).isLessThan(end);
        Thread.sleep(100);
        String id = run("asking");
        graph = id.isEmpty() ? graph : get("/runs/" + id + "/graph");
      }
      Page page = open("/runs/" + run("asking") + "?view=graph");
      assertThat(box(page, "build")).hasClass(Pattern.compile("box ok"));
      assertThat(box(page, "ask")).hasClass(Pattern.compile("box waiting"));
      assertThat(box(page, "ask")).containsText("waits for a decision");
      assertThat(box(page, "after")).hasClass(Pattern.compile("box pending"));
      box(page, "after").click();
      assertThat(page.locator("clew-run-panel")).isVisible();
      box(page, "ask").click();
      assertThat(page.locator("clew-span-panel h2")).containsText("node:ask");
      Browser.picture(page, "graph-live");

      String id = graph.path("executions").path(0).path("id").asText();
      assertThat(clew.run("approve", id, "ask").code()).isZero();

      assertThat(box(page, "ask")).hasClass(Pattern.compile("box ok"));
      assertThat(box(page, "after")).hasClass(Pattern.compile("box ok"));
      assertThat(browser.complaints()).isEmpty();
      assertThat(execution.waitFor(PATIENCE, TimeUnit.NANOSECONDS)).isTrue();
    } finally {
      execution.destroyForcibly();
    }
  }

  @Test
  void aThousandNodesCanBeScrolledAndFitted() throws IOException {
    Page page = open("/runs/" + run("many") + "?view=graph");
    Locator boxes = page.locator("clew-graph .box");
    assertThat(page.locator("clew-graph .states")).containsText("1,000 succeeded");
    assertThat(boxes.first()).isVisible();
    assertThat(boxes.count()).isLessThan(200);

    page.locator("clew-graph .zoom button").getByText("Fit").click();

    assertThat(page.locator("clew-graph output")).hasText("20 %");
    assertThat(boxes.count()).isBetween(50, MANY);
    page.locator("clew-graph .zoom button[aria-label=Larger]").click();
    page.keyboard().press("k");
    assertThat(page.locator("clew-span-panel h2")).containsText("node:n");
    assertThat(page.locator("clew-graph .box.chosen")).isVisible();
    Browser.picture(page, "graph-many");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aRunThatIsNoExecutionHasNoGraph() throws IOException {
    assertThat(clew.run("run", "--name", "plain", "--", "true").code()).isZero();
    String id = run("plain");
    Page page = open("/runs/" + id + "?view=graph");

    assertThat(page.locator("clew-waterfall .name")).hasCount(1);
    assertThat(page.locator(".views")).hasCount(0);
    assertThat(get("/runs/" + id + "/graph").path("executions")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }
}
