package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.otlp.receiver.OtlpSender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// What strangers send to `clew serve` to stop it.
@Isolated
class ServeAttackTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COSTLY =
      "?regex=1&q=" + URLEncoder.encode("(.*,){25}z", StandardCharsets.UTF_8);

  /// After which a test fails that would wait for ever.
  private static final int PATIENCE_MILLIS = 120_000;

  @TempDir Path home;

  private static String logs(String body) {
    return """
        {"resourceLogs":[{"resource":{"attributes":[{"key":"parallax.run.id","value":{"stringValue":"r1"}}]},
        "scopeLogs":[{"logRecords":[{"timeUnixNano":"1","body":{"stringValue":"%s"}}]}]}]}
        """
        .formatted(body);
  }

  private static void post(HttpClient client, Serve serve, String json) throws Exception {
    String path = json.startsWith("{\"resourceLogs\"") ? "/v1/logs" : "/v1/traces";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serve.otlp().getFirst() + path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private static HttpRequest api(Serve serve, String path, String accept) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serve.port() + "/api/v1" + path))
        .header("accept", accept)
        .build();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @Test
  void costlySearchesStopNeitherIngestNorTheApiNorTheEnd() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        HttpClient client = HttpClient.newHttpClient()) {
      post(client, serve, logs(",".repeat(60)));
      List<CompletableFuture<HttpResponse<String>>> searches = new ArrayList<>();
      List<BufferedReader> streams = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        searches.add(
            client.sendAsync(
                api(serve, "/runs/r1/logs" + COSTLY, "application/json"),
                HttpResponse.BodyHandlers.ofString()));
        streams.add(
            new BufferedReader(
                new InputStreamReader(
                    client
                        .send(
                            api(serve, "/runs/r1/logs" + COSTLY, "text/event-stream"),
                            HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                    StandardCharsets.UTF_8)));
      }
      post(client, serve, logs("after"));
      for (var search : searches) {
        HttpResponse<String> answer = search.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("logs")).isEmpty();
      }
      for (BufferedReader stream : streams) {
        assertThat(stream.lines().filter(line -> line.contains("caught-up")).findFirst())
            .isPresent();
      }
      assertThat(serve.end()).isZero();
      for (BufferedReader stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void patternsWithoutABoundAreRefused() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender http = new OtlpSender(serve.port())) {
      for (String pattern :
          List.of("(a)\\1", "a(?=b)", "((a{100}){100}){100}", "(", "a".repeat(1001))) {
        String path =
            "/api/v1/logs?regex=1&q=" + URLEncoder.encode(pattern, StandardCharsets.UTF_8);
        var answer = http.send(false, http.request(path));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(JSON.readTree(answer.text()).get("error").get("message").asText())
            .startsWith("q ");
      }
    }
  }

  @Test
  void anAnswerIsBoundedWhateverTheSizeOfItsRecords() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 12; i++) {
        post(client, serve, logs("x".repeat(1 << 20)));
      }
      for (String path : List.of("/runs/r1/logs?limit=1000", "/logs?limit=1000")) {
        int records = 0;
        String next = "";
        do {
          HttpResponse<String> answer =
              client.send(
                  api(serve, path + "&cursor=" + next, "application/json"),
                  HttpResponse.BodyHandlers.ofString());
          assertThat(answer.body().length()).isLessThan(10 << 20);
          records += json(answer).get("logs").size();
          next = json(answer).path("next").asText("");
        } while (!next.isEmpty());
        assertThat(records).as(path).isEqualTo(12);
      }
    }
  }

  @Test
  void wrongParametersAre400WithABody() throws Exception {
    try (Serve serve = Serve.start(new Program(home));
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path :
          List.of(
              "/runs?since=9999-01-01T00:00:00Z",
              "/runs?since=0001-01-01T00:00:00Z",
              "/logs?until=2300-01-01T00:00:00Z",
              "/runs?limit=x",
              "/runs?limit=1.5",
              "/logs?limit=99999999999",
              "/traces?limit=-1",
              "/runs?limit=1&limit=2",
              "/logs?since=1m&since=2m")) {
        var answer =
            client.send(api(serve, path, "application/json"), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(json(answer).isObject()).as(path).isTrue();
      }
      HttpRequest get = api(serve, "/runs", "application/json");
      HttpRequest delete = HttpRequest.newBuilder(get.uri()).DELETE().build();
      var refused = client.send(delete, HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(405);
      assertThat(json(refused).get("error").get("message").asText()).isNotEmpty();
      HttpRequest text =
          HttpRequest.newBuilder(api(serve, "/prune", "application/json").uri())
              .header("content-type", "text/plain")
              .POST(HttpRequest.BodyPublishers.ofString("x"))
              .build();
      refused = client.send(text, HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(415);
      assertThat(json(refused).get("error").get("message").asText()).isNotEmpty();
    }
  }

  private static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void ambiguousRequestsAreRefused() throws Exception {
    try (Serve serve = Serve.start(new Program(home))) {
      for (int port : List.of(serve.port(), serve.otlp().getFirst())) {
        assertThat(raw(port, "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"))
            .startsWith("HTTP/1.1 400");
        assertThat(
                raw(
                    port,
                    "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: foo\r\n\r\n"))
            .startsWith("HTTP/1.1 400");
      }
      for (String query : List.of("q=%zz", "q=%", "limit=%e")) {
        String get = "GET /api/v1/logs?" + query + " HTTP/1.1\r\nHost: localhost\r\n";
        assertThat(raw(serve.port(), get + "Connection: close\r\n\r\n"))
            .as(query)
            .startsWith("HTTP/1.1 400")
            .contains("percent-encoded");
      }
    }
  }

  /// With fewer descriptors than they are.
  @Test
  void silentConnectionsShutNobodyOut() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (Serve serve = Serve.startWithDescriptors(new Program(home), 300);
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 400; i++) {
        silent.add(new Socket("127.0.0.1", i % 2 == 0 ? serve.port() : serve.otlp().getFirst()));
      }
      post(client, serve, logs("x"));
      var answer =
          client.send(
              api(serve, "/runs", "application/json"), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(serve.metric("clew_connections", "")).isBetween(1.0, 225.0);
      Socket last = silent.getLast();
      last.setSoTimeout(PATIENCE_MILLIS);
      assertThat(last.getInputStream().read()).isEqualTo(-1);
    } finally {
      for (Socket each : silent) {
        each.close();
      }
    }
  }

  /// With fewer descriptors than they are, of which the server needs one for each that it closes,
  /// too.
  @Test
  void halfSentBodiesShutNobodyOut() throws Exception {
    byte[] half =
        "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
            .getBytes(StandardCharsets.US_ASCII);
    List<Socket> owing = new ArrayList<>();
    try (Serve serve = Serve.startWithDescriptors(new Program(home), 300);
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 1200; i++) {
        Socket socket =
            new Socket("127.0.0.1", i % 2 == 0 ? serve.port() : serve.otlp().getFirst());
        owing.add(socket);
        if (i % 3 != 0) {
          sent(socket, half);
        }
      }
      // Those that were there last may be served meanwhile.
      for (boolean served = false; !served; ) {
        try {
          post(client, serve, logs("x"));
          served = true;
        } catch (IOException refused) {
          assertThat(serve.process.isAlive()).isTrue();
        }
      }
      assertThat(serve.errors()).doesNotContain("Too many open files");
    } finally {
      for (Socket each : owing) {
        each.close();
      }
    }
  }

  private static void sent(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException closed) {
      // Another has taken its place.
    }
  }

  private static Socket reader(Serve serve) throws IOException {
    Socket reader = new Socket();
    reader.setReceiveBufferSize(4096);
    reader.setSoTimeout(PATIENCE_MILLIS);
    reader.connect(new InetSocketAddress("127.0.0.1", serve.port()));
    reader
        .getOutputStream()
        .write(
            "GET /api/v1/runs/r1/export HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(reader.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 200 OK");
    return reader;
  }

  /// More exports than the store has connections, whose clients read nothing.
  @Test
  void readersThatDoNotReadStopNobody() throws Exception {
    List<Socket> readers = new ArrayList<>();
    try (Serve serve = Serve.start(new Program(home));
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 12; i++) {
        post(client, serve, logs("x".repeat(1_000_000)));
      }
      for (int i = 0; i < 32; i++) {
        readers.add(reader(serve));
      }
      HttpRequest export = api(serve, "/no-run/export", "application/x-ndjson");
      var refused = client.send(export, HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(json(refused).get("error").get("code").asText()).isEqualTo("E074");
      for (int i = 0; i < 20; i++) {
        var answer =
            client.send(
                api(serve, "/runs", "application/json"), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
      readers.getFirst().close();
      while (client.send(export, HttpResponse.BodyHandlers.ofString()).statusCode() != 200) {
        Thread.onSpinWait();
      }
      assertThat(serve.end()).isZero();
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  void largeSpansAndEventsStopNoReader() throws Exception {
    String large = "x".repeat(1 << 20);
    // Less than what is stored takes. A binary does not look at this variable.
    Program clew = new Program(home).with("CLEW_JAVA_OPTIONS", "-Xmx160m");
    try (Serve serve = Serve.start(clew);
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 1; i <= 120; i++) {
        post(
            client,
            serve,
            logs(large).replace("\"timeUnixNano\"", "\"eventName\":\"e\",\"timeUnixNano\""));
        post(client, serve, span(i, large));
      }
      for (String path :
          List.of(
              "/runs",
              "/runs/r1",
              "/runs/r1/tree",
              "/runs/r1/spans",
              "/runs/r1/logs?limit=1000",
              "/logs?limit=1000",
              "/traces",
              "/runs/r1/logs/histogram",
              "/compare?a=r1&b=r1",
              "/spans/%032x/%016x".formatted(7, 7))) {
        HttpResponse<String> answer =
            client.send(api(serve, path, "application/json"), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
      }
      assertThat(serve.end()).isZero();
      assertThat(serve.errors()).doesNotContain("OutOfMemory");
    }
  }

  /// One gzip of 50 kB of nested empty messages was accepted, and reading it took all memory.
  @Test
  void recordsOfTooManyPartsAreRefusedAndTheLargestAreRead() throws Exception {
    Program clew = new Program(home).with("CLEW_JAVA_OPTIONS", "-Xmx256m");
    try (Serve serve = Serve.start(clew);
        OtlpSender sender = new OtlpSender(serve.otlp().getFirst());
        OtlpSender api = new OtlpSender(serve.port())) {
      for (PartBombs.Bomb bomb : PartBombs.all()) {
        String path = "/v1/" + bomb.signal().label();
        byte[] over = bomb.protobuf(10_000_000);
        assertThat(sender.http(false, path, "application/x-protobuf", over, true).status())
            .as(bomb.name())
            .isEqualTo(413);
        assertThat(sender.grpc(bomb.signal(), over, true).code()).as(bomb.name()).isEqualTo(8);
        byte[] json = bomb.json(100_001).getBytes(StandardCharsets.UTF_8);
        assertThat(sender.http(false, path, "application/json", json, true).status())
            .as(bomb.name())
            .isEqualTo(413);
        for (int i = 0; i < 30; i++) {
          byte[] most = bomb.protobuf(99_900);
          assertThat(sender.http(false, path, "application/x-protobuf", most, true).status())
              .as(bomb.name())
              .isEqualTo(200);
        }
      }
      for (String path : PartBombs.readers()) {
        assertThat(api.send(false, api.request("/api/v1/" + path)).status())
            .as(path)
            .isEqualTo(200);
      }
      assertThat(serve.end()).isZero();
      assertThat(serve.errors()).doesNotContain("OutOfMemory");
    }
  }

  private static String span(int id, String text) {
    return """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"parallax.run.id","value":{"stringValue":"r1"}}]},
        "scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x","name":"s","startTimeUnixNano":"1",
        "endTimeUnixNano":"2","attributes":[{"key":"a","value":{"stringValue":"%s"}}]}]}]}]}
        """
        .formatted(id, id, text);
  }
}
