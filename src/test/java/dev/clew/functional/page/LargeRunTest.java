package dev.clew.functional.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.clew.otlp.OtlpSender;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A run of 100,000 spans: a root, steps right below it, some of them with spans of their own, and
/// one chain that goes deep. The last of its steps failed.
@Isolated
class LargeRunTest {
  private static final String RUN = "00000000000f00d5";
  private static final long BEGIN = 1_763_700_000_000_000_000L;
  private static final int SPANS = 100_000;
  private static final int BATCH = 5_000;
  private static final int GROUPS = 400;
  private static final int IN_A_GROUP = 100;
  private static final int DEEP = 2_000;

  /// Ids of the groups come after the root's, those of what is in them after that.
  private static final int FIRST_IN_GROUP = 2 + GROUPS;

  private static final int FIRST_DEEP = FIRST_IN_GROUP + GROUPS * IN_A_GROUP;
  private static final int FIRST_STEP = FIRST_DEEP + DEEP;
  private static final long LENGTH = SPANS * 1_000L;

  @TempDir Path home;

  private static long parent(int id) {
    if (id == 1) {
      return 0;
    }
    if (id >= FIRST_IN_GROUP && id < FIRST_DEEP) {
      return 2 + (id - FIRST_IN_GROUP) / IN_A_GROUP;
    }
    return id > FIRST_DEEP && id < FIRST_STEP ? id - 1 : 1;
  }

  private static Span span(int id) {
    String kind =
        id == 1
            ? "batch"
            : id < FIRST_IN_GROUP
                ? "group"
                : id < FIRST_DEEP ? "item" : id < FIRST_STEP ? "deep" : "step";
    long start = id == 1 ? 0 : id < FIRST_IN_GROUP ? id * 10L : id * 900L;
    long length = id == 1 ? LENGTH : id < FIRST_IN_GROUP ? LENGTH / 2 : 400;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(7).putLong(7).array()))
            .setSpanId(id(id))
            .setName(kind + " " + id)
            .setStartTimeUnixNano(BEGIN + start)
            .setEndTimeUnixNano(BEGIN + start + length);
    if (parent(id) != 0) {
      span.setParentSpanId(id(parent(id)));
    }
    if (id == SPANS) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    return span.build();
  }

  private static ByteString id(long id) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).array());
  }

  private static void send(String otlp) throws IOException {
    Resource resource =
        Resource.newBuilder()
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("parallax.run.id")
                    .setValue(AnyValue.newBuilder().setStringValue(RUN)))
            .build();
    try (OtlpSender sender = new OtlpSender(URI.create(otlp).getPort())) {
      for (int first = 1; first <= SPANS; first += BATCH) {
        ScopeSpans.Builder spans = ScopeSpans.newBuilder();
        for (int id = first; id < first + BATCH; id++) {
          spans.addSpans(span(id));
        }
        byte[] request =
            TracesData.newBuilder()
                .addResourceSpans(
                    ResourceSpans.newBuilder().setResource(resource).addScopeSpans(spans))
                .build()
                .toByteArray();
        assertThat(
                sender.http(false, "/v1/traces", "application/x-protobuf", request, false).status())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void itOpensScrollsAndUnfolds() throws Exception {
    assumeTrue(Browser.isThere() || "true".equals(System.getenv("CI")), "chromium is not there");
    try (Server server = new Server(home, 0);
        Browser browser = new Browser()) {
      send(server.otlp());
      Page page = browser.open(server.page() + "/runs/" + RUN);
      Locator names = page.locator("water-fall .name");
      Locator scroller = page.locator("water-fall .scroller");

      assertThat(names.first()).hasText(Pattern.compile("batch 1"));
      assertThat(page.locator("run-header .facts")).containsText("100,000 spans");
      assertThat(names.nth(1)).hasAttribute("aria-label", Pattern.compile("group 2, .*"));
      // A group is folded: what is in it are no rows, and only visible rows are there.
      assertThat(names.nth(1).locator(".below")).hasText("100");
      assertThat(names.count()).isLessThan(60);

      names.nth(1).locator("button.twist").click();
      assertThat(names.nth(2)).hasText(Pattern.compile("item " + FIRST_IN_GROUP));
      names.nth(1).locator("button.twist").click();
      assertThat(names.nth(2)).hasText(Pattern.compile("group 3"));

      scroller.evaluate("it => it.scrollTop = it.scrollHeight");
      Locator last = names.last();
      assertThat(last).hasText(Pattern.compile("step " + SPANS));
      assertThat(last).hasClass(Pattern.compile("failed"));
      last.click();
      assertThat(page.locator("span-panel h2")).containsText("step " + SPANS);
      Browser.picture(page, "large");

      page.keyboard().press("k");
      assertThat(page.locator("span-panel h2")).containsText("step " + (SPANS - 1));
      page.keyboard().press("]");
      assertThat(page.locator("span-panel h2")).containsText("step " + SPANS);

      scroller.evaluate("it => it.scrollTop = 0");
      names.first().locator("button.twist").click();
      assertThat(names).hasCount(1);
      names.first().locator("button.twist").click();
      assertThat(names.nth(1)).hasText(Pattern.compile("group 2"));

      page.reload();
      assertThat(page.locator("span-panel h2")).containsText("step " + SPANS);
      assertThat(page.locator("water-fall .name.chosen")).isVisible();

      page.navigate(server.page() + "/runs/" + RUN + "?span=" + "%016x".formatted(FIRST_STEP - 1));
      assertThat(page.locator("span-panel h2")).containsText("deep " + (FIRST_STEP - 1));
      assertThat(page.locator("water-fall .name.chosen")).isVisible();
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
