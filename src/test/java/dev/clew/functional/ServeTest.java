package dev.clew.functional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clew.config.ServeSettings;
import dev.clew.functional.Program.Ended;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.receiver.OtlpSender;
import dev.clew.otlp.receiver.OtlpSender.Answer;
import dev.clew.store.Store;
import dev.clew.store.StoreSettings;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew serve`: its ports, who may use them, its start and its end.
class ServeTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  @TempDir Path home;

  @Test
  void bothPortsTakeEverything() throws Exception {
    try (Serve serve = Serve.start(new Program(home))) {
      assertThat(serve.otlp()).hasSize(2);
      for (int port : serve.otlp()) {
        try (OtlpSender sender = new OtlpSender(port)) {
          for (OtlpSignal signal : OtlpSignal.values()) {
            String path = "/v1/" + signal.label();
            byte[] json = "{\"%s\":[{}]}".formatted(signal.field()).getBytes(UTF_8);
            for (boolean gzip : new boolean[] {false, true}) {
              assertThat(sender.grpc(signal, record(signal), gzip).code()).isZero();
              for (boolean http2 : new boolean[] {false, true}) {
                assertThat(sender.http(http2, path, PROTOBUF, record(signal), gzip).status())
                    .isEqualTo(200);
                assertThat(sender.http(http2, path, JSON, json, gzip).text()).isEqualTo("{}");
              }
            }
          }
        }
      }
      for (OtlpSignal signal : OtlpSignal.values()) {
        assertThat(serve.metric("clew_otlp_records_total", signal.label())).isEqualTo(12);
      }
      assertThat(serve.metric("clew_otlp_requests_total", "")).isEqualTo(60);
      assertThat(serve.end()).isZero();
      assertThat(stored()).isEqualTo(36);
      assertThat(serve.errors()).doesNotContain("Exception", "Quarkus", "WARN");
    }
  }

  @Test
  void aPortThatIsTakenIsSaidWithWhoHasIt() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("127.0.0.1", 0));

      Ended ended =
          new Program(home).run("serve", "--port", "0", "--otlp-port", "0," + taken.getLocalPort());

      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.err())
          .contains("[E050]", "port " + taken.getLocalPort())
          .contains("process " + ProcessHandle.current().pid() + " (")
          .doesNotContain("Exception");
    }
  }

  @Test
  void whatCannotBeListenedOnIsSaid() throws IOException {
    Ended address = new Program(home).run("serve", "--port", "0", "--host", "192.0.2.1");
    Ended port = new Program(home).run("serve", "--port", "70000");
    Ended certificate =
        new Program(home).run("serve", "--port", "0", "--tls-cert", "a.pem", "--tls-key", "b.key");
    Ended half = new Program(home).run("serve", "--tls-cert", "a.pem");
    Ended token = new Program(home).run("serve", "--token=short");

    assertThat(address.err()).contains("[E051]", "192.0.2.1");
    assertThat(port.err()).contains("[E001]", "70000");
    assertThat(certificate.err()).contains("[E052]", "a.pem");
    assertThat(half.err()).contains("[E052]");
    assertThat(token.err()).contains("[E053]").doesNotContain("short\"");
    assertThat(List.of(address.code(), certificate.code(), half.code(), token.code()))
        .containsOnly(1);
  }

  @Test
  void strangersAreKeptOut() throws IOException {
    try (Serve serve =
            Serve.start(
                new Program(home),
                "--allow-host=clew.example",
                "--allow-origin=http://localhost:3000");
        OtlpSender page = new OtlpSender(serve.port());
        OtlpSender otlp = new OtlpSender(serve.otlp().getFirst())) {
      for (OtlpSender each : List.of(page, otlp)) {
        assertThat(each.send(false, each.request("/v1/x").header("host", "evil.example")).status())
            .isEqualTo(421);
        assertThat(each.send(true, each.request("/v1/x").header("host", "evil.example")).text())
            .contains("--allow-host");
        assertThat(each.send(false, each.request("/v1/x").header("host", "clew.example")).status())
            .isEqualTo(404);
        assertThat(
                each.send(false, each.request("/v1/x").header("origin", "http://evil.example"))
                    .text())
            .contains("--allow-origin");
      }
      Answer preflight =
          otlp.send(
              false,
              otlp.request("/v1/traces")
                  .method("OPTIONS", null)
                  .header("origin", "http://localhost:3000")
                  .header("access-control-request-method", "POST")
                  .header("access-control-request-headers", "content-type,x-trace"));
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.headers())
          .containsEntry("access-control-allow-origin", "http://localhost:3000")
          .containsEntry("access-control-allow-credentials", "true")
          .containsEntry("access-control-allow-headers", "content-type,x-trace");
      otlp.with("origin", "http://localhost:3000");
      assertThat(otlp.http(false, "/v1/traces", JSON, "{}".getBytes(UTF_8), false).headers())
          .containsEntry("access-control-allow-credentials", "true")
          .containsEntry("access-control-allow-origin", "http://localhost:3000");
      otlp.with("origin", "http://127.0.0.1:" + serve.otlp().getFirst());
      assertThat(otlp.http(false, "/v1/traces", JSON, "{}".getBytes(UTF_8), false).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aTokenIsMadeOnceAndNeededFromThenOn() throws Exception {
    String token;
    try (Serve serve = Serve.start(new Program(home), "--token")) {
      token =
          serve
              .awaitError("token ")
              .lines()
              .filter(line -> line.startsWith("token "))
              .findFirst()
              .orElseThrow()
              .split(" ")[1];
      checkToken(serve, token);
      assertThat(serve.end()).isZero();
    }
    Path file = home.resolve("data/store/token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).doesNotContain(token);
    try (Serve serve = Serve.start(new Program(home))) {
      assertThat(serve.errors()).doesNotContain("token ");
      checkToken(serve, token);
      assertThat(serve.end()).isZero();
    }
    try (Serve serve =
        Serve.start(new Program(home).with("CLEW_SERVE_TOKEN", "0123456789abcdef"))) {
      checkToken(serve, "0123456789abcdef");
      assertThat(serve.errors()).doesNotContain("0123456789abcdef");
    }
  }

  private static void checkToken(Serve serve, String token) throws IOException {
    try (OtlpSender page = new OtlpSender(serve.port());
        OtlpSender otlp = new OtlpSender(serve.otlp().getFirst())) {
      for (String path : List.of("/api/v1/status", "/metrics", "//metrics", "/%6detrics")) {
        Answer answer = page.send(false, page.request(path));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
      }
      assertThat(page.send(false, page.request("/health/live")).status()).isEqualTo(200);
      assertThat(page.send(false, page.request("/nothing.js")).status()).isEqualTo(404);
      assertThat(page.send(false, page.request("/runs/r")).headers()).doesNotContainKey("link");
      assertThat(otlp.grpc(OtlpSignal.LOGS, new byte[0], false).code()).isEqualTo(16);
      assertThat(otlp.http(true, "/v1/logs", PROTOBUF, new byte[0], false).status()).isEqualTo(401);
      otlp.with("authorization", "Bearer " + token);
      page.with("authorization", "Bearer " + token);
      assertThat(otlp.grpc(OtlpSignal.LOGS, new byte[0], false).code()).isZero();
      assertThat(otlp.http(true, "/v1/logs", PROTOBUF, new byte[0], false).status()).isEqualTo(200);
      assertThat(page.send(false, page.request("/metrics")).status()).isEqualTo(200);
    }
  }

  @Test
  void beyondLoopbackItWarns() throws Exception {
    try (Serve serve = Serve.start(new Program(home), "--host", "0.0.0.0")) {
      assertThat(serve.awaitError("--tls-cert"))
          .contains("[E054]", "0.0.0.0", "--token", "--tls-cert");
      assertThat(serve.isReady()).isTrue();
    }
  }

  @Test
  void everyAnswerOfThePagesPortHasItsHeaders() throws IOException {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender page = new OtlpSender(serve.port())) {
      for (String path : List.of("/api/v1/status", "/nothing.js", "/metrics")) {
        assertThat(page.send(false, page.request(path)).headers())
            .containsEntry("x-content-type-options", "nosniff")
            .containsEntry("referrer-policy", "no-referrer")
            .containsEntry("cross-origin-opener-policy", "same-origin")
            .containsEntry("cross-origin-resource-policy", "same-origin")
            .hasEntrySatisfying(
                "content-security-policy", csp -> assertThat(csp).contains("default-src 'none'"));
      }
    }
  }

  @Test
  void theSpansOfARunsPageAreAskedForWithIt() throws IOException {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender page = new OtlpSender(serve.port())) {
      for (String path : List.of("/runs/00a-b_c.d~", "/traces/00ff")) {
        assertThat(page.send(false, page.request(path)).headers())
            .containsEntry(
                "link",
                "</api/v1" + path + "/spans>; rel=preload; as=fetch; crossorigin=anonymous");
      }
      for (String path : List.of("/", "/runs", "/logs", "/runs/a%3Eb", "/runs/a;b", "/runs/")) {
        assertThat(page.send(false, page.request(path)).headers()).doesNotContainKey("link");
      }
    }
  }

  @Test
  void idleAndSlowConnectionsStopNobody() throws IOException {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender sender = new OtlpSender(serve.otlp().getFirst())) {
      List<SocketChannel> idle = new ArrayList<>();
      byte[][] beginnings = {
        new byte[0],
        "POST /v1/traces HT".getBytes(UTF_8),
        "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 67108864\r\n\r\n{"
            .getBytes(UTF_8),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(UTF_8),
      };
      try {
        for (int i = 0; i < 1200; i++) {
          SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
          idle.add(channel);
          channel.connect(
              new InetSocketAddress("127.0.0.1", serve.otlp().get(i % serve.otlp().size())));
          channel.write(java.nio.ByteBuffer.wrap(beginnings[i % beginnings.length]));
        }
        for (int i = 0; i < 20; i++) {
          assertThat(sender.grpc(OtlpSignal.TRACES, record(OtlpSignal.TRACES), true).code())
              .isZero();
          assertThat(
                  sender
                      .http(false, "/v1/traces", PROTOBUF, record(OtlpSignal.TRACES), false)
                      .status())
              .isEqualTo(200);
        }
        assertThat(serve.metric("clew_otlp_inflight_bytes", "")).isLessThan(64 << 20);
        assertThat(serve.isReady()).isTrue();
      } finally {
        for (SocketChannel each : idle) {
          each.close();
        }
      }
    }
  }

  /// Whatever comes over the wire, on every port: the server lives, says nothing of its own
  /// troubles, and takes the next request.
  @Test
  void anythingOverTheWireIsSurvived() throws Exception {
    var random = new Random(20261121);
    try (Serve serve = Serve.start(new Program(home))) {
      List<Integer> ports = new ArrayList<>(serve.otlp());
      ports.add(serve.port());
      for (int round = 0; round < 300; round++) {
        int port = ports.get(round % ports.size());
        try (Socket socket = new Socket("127.0.0.1", port)) {
          OutputStream out = socket.getOutputStream();
          out.write(noise(random));
          out.flush();
        } catch (IOException _) {
          // It may hang up first.
        }
      }
      for (int port : serve.otlp()) {
        try (OtlpSender sender = new OtlpSender(port)) {
          for (int round = 0; round < 150; round++) {
            damaged(sender, random);
          }
          assertThat(sender.grpc(OtlpSignal.LOGS, record(OtlpSignal.LOGS), false).code()).isZero();
        }
      }
      assertThat(serve.isReady()).isTrue();
      assertThat(serve.metric("clew_otlp_request_duration_seconds_count", "internal")).isZero();
      assertThat(serve.end()).isZero();
      assertThat(serve.errors()).doesNotContain("Exception", "\tat ");
    }
  }

  private static byte[] noise(Random random) {
    String[] starts = {
      "",
      "GET ",
      "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\n",
      "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
      "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999999999999\r\n\r\n",
      "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n",
      "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nX: " + "a".repeat(40_000) + "\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
    };
    byte[] start = starts[random.nextInt(starts.length)].getBytes(UTF_8);
    byte[] rest = new byte[random.nextInt(2000)];
    random.nextBytes(rest);
    byte[] all = java.util.Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, all, start.length, rest.length);
    return all;
  }

  private static void damaged(OtlpSender sender, Random random) throws IOException {
    OtlpSignal signal = OtlpSignal.values()[random.nextInt(3)];
    byte[] body = record(signal);
    if (random.nextBoolean()) {
      body[random.nextInt(body.length)] = (byte) random.nextInt();
    } else {
      body = java.util.Arrays.copyOf(body, random.nextInt(body.length));
    }
    int way = random.nextInt(4);
    if (way == 0) {
      assertThat(sender.grpc(signal, body, random.nextBoolean()).code()).isIn(0, 3);
    } else {
      String type = way == 1 ? JSON : PROTOBUF;
      String path = "/v1/" + signal.label();
      boolean gzip = random.nextBoolean();
      assertThat(sender.http(random.nextBoolean(), path, type, body, gzip).status()).isIn(200, 400);
    }
  }

  @Test
  void bombsAndDepthAreRefused() throws IOException {
    try (Serve serve = Serve.start(new Program(home));
        OtlpSender sender = new OtlpSender(serve.otlp().getFirst())) {
      byte[] bomb = OtlpSender.gzip(new byte[200 << 20]);
      for (int i = 0; i < 10; i++) {
        Request.Builder request =
            sender
                .request("/v1/traces")
                .header("content-encoding", "gzip")
                .post(okhttp3.RequestBody.create(bomb, okhttp3.MediaType.parse(PROTOBUF)));
        assertThat(sender.send(i % 2 == 0, request).status()).isEqualTo(413);
      }
      byte[] deep = ("{\"a\":" + "[".repeat(500_000)).getBytes(UTF_8);
      assertThat(sender.http(false, "/v1/logs", JSON, deep, true).status()).isEqualTo(400);
      assertThat(serve.isReady()).isTrue();
      assertThat(serve.metric("clew_otlp_inflight_bytes", "")).isZero();
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterASignalInTheMiddle() throws Exception {
    var acknowledged = new AtomicLong();
    var busy = new CountDownLatch(200);
    Serve serve = Serve.start(new Program(home));
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int port = serve.otlp().get(i % 2);
      senders.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (OtlpSender sender = new OtlpSender(port)) {
                      while (sender.grpc(OtlpSignal.TRACES, record(OtlpSignal.TRACES), false).code()
                          == 0) {
                        acknowledged.incrementAndGet();
                        busy.countDown();
                      }
                    }
                  }));
    }
    busy.await();

    int code = serve.end();

    for (Thread each : senders) {
      each.join();
    }
    assertThat(code).as(serve.errors()).isZero();
    assertThat(stored()).isGreaterThanOrEqualTo(acknowledged.get());
    assertThat(serve.errors()).doesNotContain("Exception");
  }

  @Test
  void aSecondDaemonOnTheSameStoreIsTold() throws Exception {
    try (Serve serve = Serve.start(new Program(home))) {
      Ended second = new Program(home).run("serve", "--port", "0", "--otlp-port", "0");

      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err()).contains("[E070]", "http://127.0.0.1:" + serve.port());
      assertThat(serve.end()).isZero();
    }
  }

  /// Records in the store of a daemon that has ended.
  private long stored() {
    var settings = settings(home.resolve("data/store"));
    try (Store store = Store.open(settings, Clock.systemUTC(), _ -> {})) {
      var newest = store.newest();
      return newest.span() + newest.log() + newest.point();
    }
  }

  private static byte[] record(OtlpSignal signal) {
    return switch (signal) {
      case TRACES -> traces();
      case LOGS -> logs();
      case METRICS -> metrics();
    };
  }

  private static byte[] traces() {
    var request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpans(
            Span.newBuilder()
                .setTraceId(ByteString.copyFromUtf8("0123456789abcdef"))
                .setSpanId(ByteString.copyFromUtf8("01234567"))
                .setName("a span"));
    return request.build().toByteArray();
  }

  private static byte[] logs() {
    var request = ExportLogsServiceRequest.newBuilder();
    request
        .addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecordsBuilder()
        .setTimeUnixNano(1)
        .getBodyBuilder()
        .setStringValue("a line");
    return request.build().toByteArray();
  }

  private static byte[] metrics() {
    var request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .addScopeMetricsBuilder()
        .addMetrics(
            Metric.newBuilder()
                .setName("a.gauge")
                .setGauge(
                    Gauge.newBuilder().addDataPoints(NumberDataPoint.newBuilder().setAsInt(1))));
    return request.build().toByteArray();
  }

  private static StoreSettings settings(Path directory) {
    return new StoreSettings(
        directory,
        ServeSettings.RUN_ID_ATTRIBUTES,
        ServeSettings.Retention.DEFAULT.age(),
        ServeSettings.Retention.DEFAULT.bytes());
  }
}
