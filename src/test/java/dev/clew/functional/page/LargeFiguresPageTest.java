package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.clew.otlp.receiver.OtlpSender;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Figures that are larger than their place.
@EnabledIf("dev.clew.functional.page.Browser#isWanted")
@Isolated
class LargeFiguresPageTest {
  private static final String RESOURCE =
      "\"resource\":{\"attributes\":[{\"key\":\"parallax.run.id\",\"value\":{\"stringValue\":\"long-run\"}}]}";

  @TempDir static Path home;

  /// A duration of some hundred years stood over its bar, and a metric of 1e308 had 300 digits.
  @Test
  void theyAreCutOffOrHaveAnExponent() throws IOException, InterruptedException {
    try (Server server = new Server(home, 0);
        OtlpSender http = new OtlpSender(URI.create(server.otlp()).getPort());
        Browser browser = new Browser()) {
      post(
          http,
          "traces",
          "{\"resourceSpans\":[{"
              + RESOURCE
              + ",\"scopeSpans\":[{\"spans\":[{\"traceId\":\"00000000000000000000000000000001\",\"spanId\":"
              + "\"0000000000000001\",\"name\":\"long\",\"startTimeUnixNano\":\"1000000000000000000\","
              + "\"endTimeUnixNano\":\"8427433600000000000\"}]}]}]}");
      post(
          http,
          "metrics",
          "{\"resourceMetrics\":[{"
              + RESOURCE
              + ",\"scopeMetrics\":[{\"metrics\":[{\"name\":\"huge\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":"
              + "\"1000000001000000000\",\"asDouble\":1e308}]}}]}]}]}");

      for (String list : new String[] {"/", "/traces"}) {
        Page page = browser.open(server.page() + list);
        Locator figure = page.locator("a.open .figure");
        assertThat(figure).hasAttribute("title", "85965 d 16 h");
        assertThat(figure).hasCSS("overflow", "hidden");
        Locator bar = page.locator("a.open .bar");
        assertThat(figure.boundingBox().x + figure.boundingBox().width)
            .isLessThanOrEqualTo(bar.boundingBox().x);
        Browser.picture(page, "long-duration" + list.replace('/', '-'));
      }
      Page run = browser.open(server.page() + "/runs/long-run");
      assertThat(run.locator("clew-metrics-band .metric")).hasCount(1);
      assertThat(run.locator("clew-metrics-band .metric")).containsText("1e308");
      assertThat(run.locator("clew-run-panel .share span[title]"))
          .hasAttribute("title", "85965 d 16 h");
      Browser.picture(run, "long-run");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void post(OtlpSender http, String signal, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertThat(http.http(false, "/v1/" + signal, "application/json", bytes, false).status())
        .isEqualTo(200);
  }
}
