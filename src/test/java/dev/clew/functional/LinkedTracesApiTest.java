package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.otlp.receiver.OtlpSender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API gives the links of a run and the two ends of each.
class LinkedTracesApiTest {
  private static final Duration QUICK = Duration.ofSeconds(20);

  @TempDir Path home;

  private static JsonNode get(OtlpSender http, String path) throws Exception {
    return new ObjectMapper().readTree(http.send(false, http.request("/api/v1" + path)).text());
  }

  private static JsonNode span(OtlpSender http, int trace, int span) throws Exception {
    return get(http, "/spans/" + LinkedTraces.trace(trace) + "/" + LinkedTraces.span(span));
  }

  /// The links of a table as `span > target span`.
  private static List<String> links(JsonNode table) {
    JsonNode links = table.get("links");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < links.get("span").size(); i++) {
      String trace = table.get("traces").get(links.get("trace").get(i).asInt()).asText();
      assertThat(trace).hasSize(32);
      assertThat(links.get("toTrace").get(i).asText()).hasSize(32);
      all.add(links.get("span").get(i).asText() + " > " + links.get("toSpan").get(i).asText());
    }
    return all;
  }

  private static String link(int from, int to) {
    return LinkedTraces.span(from) + " > " + LinkedTraces.span(to);
  }

  @Test
  void linksAreFollowedInBothDirectionsAndAcrossRuns() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      new LinkedTraces(System.currentTimeMillis() * 1_000_000, serve.otlp().getFirst()).send();

      JsonNode run = get(http, "/runs/" + LinkedTraces.RUN + "/spans");
      assertThat(links(run))
          .containsExactlyInAnyOrder(
              link(60, 50), link(50, 30), link(20, 10), link(30, 20), link(40, 30));
      assertThat(run.get("traces")).hasSize(5);
      JsonNode since =
          get(http, "/runs/" + LinkedTraces.RUN + "/spans?after=" + run.get("cursor").asText());
      assertThat(links(since)).isEmpty();
      assertThat(links(get(http, "/traces/" + LinkedTraces.trace(6) + "/spans")))
          .containsExactly(link(60, 50));

      JsonNode session = span(http, 6, 60);
      assertThat(session.get("linkedRuns").get(0).get("rootName").asText()).isEqualTo("run alpine");
      JsonNode report = session.get("linkedFrom").get(0);
      assertThat(report.get("run").asText()).isEqualTo(LinkedTraces.BEHIND);
      assertThat(report.get("name").asText()).isEqualTo("write report");
      assertThat(report.get("state").asText()).isEqualTo("ok");
      assertThat(report.get("durationSeconds").asDouble()).isEqualTo(0.5);
      assertThat(report.get("startTime").asText()).endsWith("Z");
      assertThat(span(http, 1, 10).get("linkedFrom").get(0).get("run").asText())
          .isEqualTo(LinkedTraces.RUN);
      assertThat(span(http, 7, 70).get("linkedFrom")).isEmpty();
    }
  }

  @Test
  void ringsAndThousandsOfLinksAreBounded() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      new LinkedTraces(System.currentTimeMillis() * 1_000_000, serve.otlp().getFirst())
          .sendHostile();
      long begin = System.nanoTime();

      JsonNode batch = span(http, 106, 106);
      assertThat(batch.get("span").get("links")).hasSize(LinkedTraces.MANY_LINKS);
      assertThat(batch.get("linkedRuns")).hasSize(1000);
      assertThat(batch.get("linkedFrom")).hasSize(1000);
      assertThat(batch.get("moreLinkedFrom").asBoolean()).isTrue();
      JsonNode nowhere = span(http, 105, 105);
      assertThat(nowhere.get("linkedRuns").get(1).get("run").asText()).isEmpty();
      assertThat(nowhere.get("moreLinkedFrom").asBoolean()).isFalse();
      assertThat(links(get(http, "/runs/" + LinkedTraces.HOSTILE + "/spans")))
          .hasSize(LinkedTraces.MANY_TRACES + 1_000 + 5)
          .contains(link(100, 101), link(101, 102), link(102, 100), link(104, 104), link(105, 99));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(QUICK);
    }
  }
}
