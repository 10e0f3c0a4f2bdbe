package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.Program.Ended;
import dev.clew.otlp.receiver.OtlpSender;
import dev.clew.otlp.receiver.OtlpSender.Answer;
import dev.clew.runs.PathSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What readers make of odd records: nothing is lost, and one spoils no other.
class OddRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SAFE = "[^\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e]*";

  @TempDir Path home;

  private static OddRecords records() {
    return new OddRecords(System.currentTimeMillis() * 1_000_000);
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  /// Asks every reader command for a run.
  private static void readBy(Program clew, String run, String... source) throws IOException {
    for (String[] command :
        new String[][] {
          {"inspect", run},
          {"logs", "--run", run},
          {"logs", "--run", run, "-n", "2"},
          {"metrics", "--run", run},
          {"compare", run, run},
          {"inspect", run, "-o", "json"},
          {"logs", "--run", run, "-o", "json"},
          {"metrics", "--run", run, "-o", "json"},
          {"compare", run, run, "-o", "json"}
        }) {
      List<String> all = new ArrayList<>(List.of(command));
      all.addAll(List.of(source));
      Ended ended = clew.run(all.toArray(String[]::new));
      assertThat(ended.code()).as(all + ended.err()).isZero();
      assertThat(ended.text()).as(all.toString()).matches("(?s)" + SAFE);
      if (all.contains("json")) {
        json(ended.text());
      }
    }
  }

  private static void showsOdd(Program clew, String run, String... source) throws IOException {
    List<String> server = List.of(source);
    String tree = with(clew, server, "inspect", run);
    assertThat(tree).contains("whole", "1.0s").containsPattern("no times +ok +-\n");
    assertThat(tree).containsPattern("too late +ok +-\n").containsPattern("ends before +ok +-\n");
    assertThat(tree).containsPattern("─ - +ok +1µs");
    JsonNode spans = json(with(clew, server, "inspect", run, "-o", "json")).get("spans");
    JsonNode untimed = spans.get(0).get("children").get(0);
    assertThat(untimed.has("startTime")).isFalse();
    assertThat(untimed.has("durationSeconds")).isFalse();
    JsonNode logs = json(with(clew, server, "logs", "--run", run, "-o", "json"));
    assertThat(logs).hasSize(5);
    assertThat(logs.get(0).has("time")).isFalse();
    assertThat(logs.get(1).has("time")).isFalse();
    assertThat(with(clew, server, "logs", "--run", run, "-o", "json"))
        .contains(
            "\"attributes\":{\"\":\"of an empty key\",\"dup\":\"first\",\"big\":9007199254740993}");
    assertThat(with(clew, server, "logs", "--run", run))
        .contains("--:--:--.---", "many␊lines␊here");
    assertThat(with(clew, server, "metrics", "--run", run, "-o", "json"))
        .contains("\"value\":" + OddRecords.BIG);
  }

  private static String with(Program clew, List<String> source, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(source);
    return clew.run(all.toArray(String[]::new)).text();
  }

  @Test
  void readersOfFilesShowThem() throws IOException {
    Program clew = new Program(home);
    byte[] lines = records().lines().getBytes(StandardCharsets.UTF_8);

    Ended imported = clew.run(lines, "import", "-");

    assertThat(imported.code()).as(imported.err()).isZero();
    JsonNode runs = json(clew.run("runs", "-o", "json", "-n", "99").text());
    assertThat(runs).hasSize(1 + OddRecords.UNTIMED.size() + OddRecords.IDS.size());
    assertThat(clew.run("runs").text())
        .containsPattern("untimed\\s+-\\s+-\\s")
        .containsPattern("late\\s+-\\s+-\\s")
        .containsPattern("backwards.*\\s+-\\s+0\\s");
    showsOdd(clew, OddRecords.RUN);
    for (JsonNode run : runs) {
      readBy(clew, run.get("id").asText());
    }
    for (String id : OddRecords.IDS) {
      assertThat(clew.run("inspect", id).code()).as(id).isZero();
    }
    String exported = clew.run("export", OddRecords.RUN).text();
    assertThat(exported).contains("\"9223372036854775813\"", "\"dup\"", "\"intValue\":\"2\"");
  }

  @Test
  void theBackendShowsThem() throws IOException {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      records().send(serve.otlp().getFirst());
      Program clew = new Program(home).with("CLEW_SERVER", "http://127.0.0.1:" + serve.port());
      int expected = 1 + OddRecords.UNTIMED.size() + OddRecords.IDS.size();
      JsonNode runs = get(http, "/runs?limit=99&state=ok").get("runs");
      while (runs.size() < expected) {
        runs = get(http, "/runs?limit=99&state=ok").get("runs");
      }

      List<String> ids = new ArrayList<>();
      runs.forEach(run -> ids.add(run.get("id").asText()));
      assertThat(ids)
          .contains(OddRecords.RUN)
          .containsAll(OddRecords.UNTIMED)
          .containsAll(OddRecords.IDS);
      assertThat(get(http, "/traces?limit=99").get("traces")).hasSize(expected);
      for (JsonNode run : runs) {
        assertThat(run.has("durationSeconds"))
            .isNotEqualTo(OddRecords.UNTIMED.contains(run.get("id").asText()));
      }
      for (String id : ids) {
        String run = "/runs/" + PathSegment.of(id);
        assertThat(get(http, run).get("id").asText()).isEqualTo(id);
        for (String below : List.of("tree", "spans", "logs", "logs/histogram", "metrics")) {
          assertThat(ask(http, run + "/" + below).status()).as(id + " " + below).isEqualTo(200);
        }
        readBy(clew, id);
      }
      showsOdd(clew, OddRecords.RUN);
      assertThat(clew.run("runs").text()).matches("(?s)" + SAFE);
      JsonNode span =
          get(http, "/spans/00000000000000000000000000000001/0000000000000005").get("span");
      assertThat(span.get("links").get(1).get("attributes").get(0).get("key").asText())
          .isEqualTo("why");
      assertThat(ask(http, "/runs/" + OddRecords.RUN + "/logs").text())
          .contains("\"big\":" + OddRecords.BIG);
      assertThat(ask(http, "/metrics-data?name=").text()).contains("[0," + OddRecords.BIG + "]");
      assertThat(ask(http, "/metrics-data").status()).isEqualTo(400);
    }
  }

  private static JsonNode get(OtlpSender http, String path) throws IOException {
    return json(ask(http, path).text());
  }

  private static Answer ask(OtlpSender http, String path) throws IOException {
    return http.send(false, http.request("/api/v1" + path));
  }
}
