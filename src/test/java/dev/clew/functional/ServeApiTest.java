package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.otlp.receiver.OtlpSender;
import dev.clew.otlp.receiver.OtlpSender.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API of `clew serve`, with runs that Clew itself has recorded.
class ServeApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOSTILE = "'; DROP TABLE runs; -- <img src=x onerror=alert(1)>";

  @TempDir Path home;

  @Test
  void runsAreListedSearchedAndRead() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      Program clew = recorder(serve);
      clew.run("--debug", "run", "--name", HOSTILE, "--", "sh", "-c", "echo needle in the hay");
      clew.run("--debug", "run", "--name", "second", "--", "sh", "-c", "echo broken >&2; exit 3");
      JsonNode failed = settled(http, "failed").get(0);
      JsonNode ok = settled(http, "ok").get(0);
      String id = failed.get("id").asText();

      assertThat(failed.get("exitCode").asInt()).isEqualTo(3);
      assertThat(failed.get("failure").get("message").asText()).isEqualTo("broken");
      assertThat(ok.get("name").asText()).isEqualTo(HOSTILE);
      assertThat(get(http, "/runs?q=drop+table").get("runs")).hasSize(1);
      assertThat(get(http, "/runs?q=%25").get("runs")).isEmpty();
      assertThat(get(http, "/runs?limit=1").get("next").asText()).isNotEmpty();
      JsonNode page = get(http, "/runs?limit=1");
      assertThat(
              get(http, "/runs?limit=1&cursor=" + page.get("next").asText())
                  .get("runs")
                  .get(0)
                  .get("id"))
          .isNotEqualTo(page.get("runs").get(0).get("id"));
      JsonNode run = get(http, "/runs/" + id.substring(0, 6));
      assertThat(run.get("outcome").asText()).startsWith("failed after").endsWith("exit 3");
      assertThat(run.get("resource").get("parallax.run.id").asText()).isEqualTo(id);
      JsonNode spans = get(http, "/runs/" + id + "/spans");
      JsonNode ids = spans.get("spans").get("id");
      assertThat(ids).hasSize(1);
      assertThat(spans.get("spans")).allSatisfy(column -> assertThat(column).hasSize(1));
      assertThat(spans.get("open")).hasSize(13).allSatisfy(column -> assertThat(column).isEmpty());
      JsonNode span =
          get(http, "/spans/" + spans.get("traces").get(0).asText() + "/" + ids.get(0).asText());
      assertThat(span.get("span").get("spanId")).isEqualTo(ids.get(0));
      assertThat(span.get("outputTail").get(0).asText()).isEqualTo("broken");
      assertThat(get(http, "/runs/" + id + "/tree").get("spans")).hasSize(1);
      assertThat(get(http, "/traces?status=error").get("traces")).hasSize(1);
      assertThat(get(http, "/compare?a=" + id + "&b=" + ok.get("id").asText()).get("sentence"))
          .isNotNull();
      assertThat(get(http, "/services").get("services").get(0).asText()).isEqualTo("clew");
      assertThat(get(http, "/suggest?field=name&prefix=sec").get("values").get(0).asText())
          .isEqualTo("second");
    }
  }

  @Test
  void logRecordsAreFilteredAndMetricsCharted() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      recorder(serve)
          .run("--debug", "run", "--", "sh", "-c", "echo one NEEDLE; echo two; echo three >&2");
      String id = settled(http, "ok").get(0).get("id").asText();
      String logs = "/runs/" + id + "/logs";

      assertThat(texts(get(http, logs + "?stream=stdout"))).containsExactly("one NEEDLE", "two");
      assertThat(texts(get(http, logs + "?q=needle&stream=stdout"))).containsExactly("one NEEDLE");
      assertThat(texts(get(http, logs + "?q=%5Et.o&regex=1"))).containsExactly("two");
      assertThat(texts(get(http, logs + "?level=error"))).isEmpty();
      assertThat(texts(get(http, logs + "?event=run.finished"))).hasSize(1);
      assertThat(texts(get(http, "/logs?q=three&stream=stderr"))).containsExactly("three");
      JsonNode first = get(http, logs + "?limit=2");
      JsonNode second = get(http, logs + "?limit=1000&cursor=" + first.get("next").asText());
      assertThat(first.get("logs").size() + second.get("logs").size())
          .isEqualTo(get(http, logs + "?limit=1000").get("logs").size());
      int counted = 0;
      for (JsonNode count : get(http, logs + "/histogram?buckets=7").get("counts")) {
        counted += count.asInt();
      }
      assertThat(counted).isEqualTo(get(http, logs + "?limit=1000").get("logs").size());
      assertThat(get(http, logs + "/matches?q=needle").get("total").asInt()).isPositive();
      JsonNode series =
          get(http, "/runs/" + id + "/metrics?name=process.memory.usage").get("series");
      assertThat(series).isNotEmpty();
      assertThat(series.get(0).get("points")).hasSizeGreaterThanOrEqualTo(2);
      assertThat(get(http, "/metrics-data/names").get("metrics")).isNotEmpty();
    }
  }

  @Test
  void whatComesInIsFollowedWithoutAGap() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      Path go = home.resolve("go");
      Process running =
          recorder(serve)
              .start(
                  "--debug",
                  "run",
                  "--",
                  "sh",
                  "-c",
                  "echo first; while [ ! -e " + go + " ]; do sleep 0.1; done; echo last");
      String id = awaitRun(http);
      List<String> seen = new ArrayList<>();
      String lastId = follow(serve, id, "", "first", seen);
      Files.createFile(go);
      follow(serve, id, lastId, "last", seen);
      assertThat(running.waitFor()).isZero();
      settled(http, "ok");
      List<String> all = new ArrayList<>();
      get(http, "/runs/" + id + "/logs?limit=1000").get("logs").forEach(log -> all.add(text(log)));
      seen.removeIf(text -> text.startsWith("{"));
      assertThat(seen).doesNotHaveDuplicates();
      assertThat(all).containsAll(seen);
      assertThat(seen).contains("first", "last");

      List<String> again = new ArrayList<>();
      follow(serve, id, "", "{\"ended\":true}", again);
      assertThat(again).containsAll(all).endsWith("{\"ended\":true}");
    }
  }

  /// One of twenty got a 500 for a head that had been sent.
  @Test
  void manyFollowARunFromTheSameMoment() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port());
        HttpClient client = HttpClient.newHttpClient()) {
      recorder(serve).run("--debug", "run", "--", "sh", "-c", "seq 200");
      String id = settled(http, "ok").get(0).get("id").asText();
      for (int round = 0; round < 10; round++) {
        List<CompletableFuture<Long>> followers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          followers.add(CompletableFuture.supplyAsync(() -> linesUntilCaughtUp(client, serve, id)));
        }
        for (CompletableFuture<Long> follower : followers) {
          assertThat(follower.join()).isGreaterThan(200);
        }
      }
      assertThat(serve.end()).isZero();
      assertThat(serve.errors()).doesNotContain("could not be answered", "HTTP Request to");
    }
  }

  private static long linesUntilCaughtUp(HttpClient client, Serve serve, String run) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + serve.port() + "/api/v1/runs/" + run + "/logs"))
            .header("Accept", "text/event-stream")
            .build();
    try {
      HttpResponse<Stream<String>> answer =
          client.send(request, HttpResponse.BodyHandlers.ofLines());
      assertThat(answer.statusCode()).isEqualTo(200);
      try (Stream<String> lines = answer.body()) {
        return lines
            .takeWhile(line -> !line.contains("caught-up"))
            .filter(line -> line.startsWith("data:"))
            .count();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void badRequestsAreAnsweredWithACode() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      for (String bad :
          List.of(
              "/runs?limit=0",
              "/runs?cursor=x",
              "/runs?since=yesterday",
              "/runs?minDuration=long",
              "/logs?level=loud",
              "/logs?q=%28&regex=1",
              "/logs?cursor=x",
              "/traces/xyz/spans",
              "/spans/1/2",
              "/suggest?field=password",
              "/metrics-data",
              "/compare?a=1")) {
        Answer answer = ask(http, bad);
        assertThat(answer.status()).as(bad).isEqualTo(400);
        assertThat(JSON.readTree(answer.text()).get("error").get("code").asText())
            .isEqualTo("E001");
      }
      assertThat(ask(http, "/runs/0123456789abcdef").status()).isEqualTo(404);
      assertThat(ask(http, "/spans/" + "0".repeat(31) + "1/" + "0".repeat(15) + "1").text())
          .contains("E025");
    }
  }

  @Test
  void oldRunsArePrunedOnRequest() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      recorder(serve).run("run", "--", "true");
      String id = settled(http, "ok").get(0).get("id").asText();
      assertThat(
              prune(http, "{\"olderThan\":\"1ns\",\"dryRun\":true}").get("removed").get(0).asText())
          .isEqualTo(id);
      assertThat(get(http, "/runs").get("runs")).hasSize(1);
      assertThat(prune(http, "{\"olderThan\":\"1ns\"}").get("removed")).hasSize(1);
      assertThat(get(http, "/runs").get("runs")).isEmpty();
    }
  }

  @Test
  void everyPathIsDocumented() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      JsonNode paths = JSON.readTree(ask(http, "/openapi?format=json").text()).get("paths");
      String page = Files.readString(Path.of("docs/reference/api.md"));
      paths
          .fieldNames()
          .forEachRemaining(
              path ->
                  assertThat(page)
                      .contains(path.replace("/api/v1", "").replace("/logs/matches", "")));
      assertThat(paths).hasSizeGreaterThan(15);
    }
  }

  @Test
  void filesAreLookedAtOnce() throws Exception {
    Program clew = new Program(home);
    clew.run("--debug", "run", "--", "sh", "-c", "echo from a file");
    Path file;
    try (Stream<Path> files = Files.list(home.resolve("data/diagnostics/runs"))) {
      file = files.filter(each -> each.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
    Path store;
    try (Serve serve = Serve.start(clew, "--import", file.toString());
        OtlpSender http = new OtlpSender(serve.port())) {
      store = Path.of(serve.started.get("store").asText());
      assertThat(texts(get(http, "/logs?stream=stdout"))).containsExactly("from a file");
      assertThat(serve.end()).isZero();
    }
    assertThat(store).doesNotExist();
    assertThat(home.resolve("data/store")).doesNotExist();
  }

  private Program recorder(Serve serve) throws IOException {
    return new Program(Files.createDirectories(home.resolve("recorder")))
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + serve.otlp().getFirst())
        .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000");
  }

  /// The runs of a state, of which one has been acknowledged.
  private static JsonNode settled(OtlpSender http, String state) throws IOException {
    JsonNode runs = get(http, "/runs?settled=true&state=" + state).get("runs");
    // A machine that has much to do may need more than the two seconds that the API waits.
    while (runs.isEmpty()) {
      runs = get(http, "/runs?settled=true&state=" + state).get("runs");
    }
    return runs;
  }

  private static String awaitRun(OtlpSender http) throws IOException {
    JsonNode runs = get(http, "/runs").get("runs");
    while (runs.isEmpty()) {
      runs = get(http, "/runs").get("runs");
    }
    return runs.get(0).get("id").asText();
  }

  /// Reads a run's records as they come, until one has a text. Other events are taken whole.
  ///
  /// @return the last event's id
  private static String follow(
      Serve serve, String run, String lastId, String until, List<String> seen) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + serve.port() + "/api/v1/runs/" + run + "/logs"))
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", lastId)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      String id = "";
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("id:")) {
            id = line.substring(3).strip();
          } else if (line.startsWith("data:")) {
            JsonNode data = JSON.readTree(line.substring(5));
            String text = data.has("body") ? text(data) : data.toString();
            seen.add(text);
            if (text.equals(until)) {
              break;
            }
          }
        }
      }
      client.shutdownNow();
      return id;
    }
  }

  /// What a record says.
  private static String text(JsonNode log) {
    return log.get(log.has("text") ? "text" : "body").asText();
  }

  private static List<String> texts(JsonNode logs) {
    List<String> texts = new ArrayList<>();
    logs.get("logs").forEach(log -> texts.add(text(log)));
    return texts;
  }

  private static JsonNode prune(OtlpSender http, String body) throws IOException {
    return JSON.readTree(
        http.send(
                false,
                http.request("/api/v1/prune")
                    .post(
                        RequestBody.create(
                            body.getBytes(StandardCharsets.UTF_8),
                            MediaType.get("application/json"))))
            .text());
  }

  private static JsonNode get(OtlpSender http, String path) throws IOException {
    return JSON.readTree(ask(http, path).text());
  }

  private static Answer ask(OtlpSender http, String path) throws IOException {
    return http.send(false, http.request("/api/v1" + path));
  }
}
