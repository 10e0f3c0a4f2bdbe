package dev.clew.otlp.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.receiver.OtlpSender.Answer;
import dev.clew.store.Ingest;
import dev.clew.store.Ingest.Receipt;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of OTLP's two transports, over real sockets.
@TestInstance(Lifecycle.PER_CLASS)
class ReceiverTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int LIMIT = 64 << 20;

  private final Receiver receiver = new Receiver(256L << 20);
  private final OtlpSender sender = new OtlpSender(receiver.port());

  @BeforeEach
  void accept() {
    receiver.reset();
  }

  @AfterEach
  void nothingIsHeld() {
    assertThat(receiver.budget.held()).hasValue(0);
  }

  @AfterAll
  void stop() {
    sender.close();
    receiver.close();
    assertThat(receiver.receiving.pending()).isZero();
  }

  static Stream<Arguments> everyWay() {
    return Stream.of(OtlpSignal.values())
        .flatMap(
            signal ->
                Stream.of(false, true)
                    .flatMap(
                        gzip ->
                            Stream.of("grpc", "protobuf", "protobuf2", "json", "json2")
                                .map(way -> Arguments.of(signal, gzip, way))));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void takesEverySignalEveryWay(OtlpSignal signal, boolean gzip, String way) throws IOException {
    byte[] request = request(2000);

    Answer answer =
        switch (way) {
          case "grpc" -> sender.grpc(signal, request, gzip);
          case "protobuf" -> sender.http(false, "/v1/" + signal.label(), PROTOBUF, request, gzip);
          case "protobuf2" -> sender.http(true, "/v1/" + signal.label(), PROTOBUF, request, gzip);
          default ->
              sender.http(
                  way.endsWith("2"),
                  "/v1/" + signal.label(),
                  JSON + "; charset=utf-8",
                  ("{\"" + signal.field() + "\":[{\"schemaUrl\":\"x\"}]}").getBytes(UTF_8),
                  gzip);
        };

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isLessThanOrEqualTo(0);
    if (way.startsWith("json")) {
      assertThat(answer.type()).isEqualTo(JSON);
      assertThat(answer.text()).isEqualTo("{}");
      assertThat(receiver.requests).containsExactly(new byte[] {10, 3, 26, 1, 'x'});
    } else {
      assertThat(answer.type()).isEqualTo(way.equals("grpc") ? "application/grpc" : PROTOBUF);
      assertThat(answer.details()).isEmpty();
      assertThat(receiver.requests).containsExactly(request);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", PROTOBUF, JSON})
  void anEmptyRequestIsOne(String way) throws IOException {
    for (boolean gzip : new boolean[] {false, true}) {
      Answer answer =
          way.equals("grpc")
              ? sender.grpc(OtlpSignal.LOGS, new byte[0], gzip)
              : sender.http(gzip, "/v1/logs", way, new byte[0], gzip);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.code()).isLessThanOrEqualTo(0);
    }
    assertThat(
            sender
                .send(
                    false,
                    sender
                        .request("/v1/logs")
                        .header("content-type", JSON)
                        .header("content-encoding", "gzip")
                        .post(RequestBody.EMPTY))
                .status())
        .isEqualTo(200);
    assertThat(receiver.requests).hasSize(3).allMatch(each -> each.length == 0);
  }

  @Test
  void partialSuccessSaysHowManyAndWhy() throws IOException {
    receiver.storing(_ -> CompletableFuture.completedFuture(new Receipt(3, 2, "too old")));

    byte[] grpc = sender.grpc(OtlpSignal.TRACES, new byte[0], false).details();
    byte[] protobuf = sender.http(true, "/v1/traces", PROTOBUF, new byte[0], false).details();
    String json = sender.http(false, "/v1/traces", JSON, new byte[0], false).text();

    for (byte[] each : new byte[][] {grpc, protobuf}) {
      var partial = ExportTraceServiceResponse.parseFrom(each).getPartialSuccess();
      assertThat(partial.getRejectedSpans()).isEqualTo(2);
      assertThat(partial.getErrorMessage()).isEqualTo("too old");
    }
    assertThat(json)
        .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"too old\"}}");
  }

  @Test
  void badDataIsAnErrorOfTheClient() throws IOException {
    receiver.failing(new Ingest.MalformedRequest("field 0"));

    Answer grpc = sender.grpc(OtlpSignal.TRACES, new byte[] {1}, false);
    Answer protobuf = sender.http(false, "/v1/traces", PROTOBUF, new byte[] {1}, false);
    Answer json = sender.http(false, "/v1/traces", JSON, new byte[] {'['}, false);

    assertThat(grpc.code()).isEqualTo(3);
    assertThat(grpc.message()).isEqualTo("field 0");
    assertThat(Status.parseFrom(grpc.details()).getCode()).isEqualTo(3);
    assertThat(protobuf.status()).isEqualTo(400);
    assertThat(protobuf.type()).isEqualTo(PROTOBUF);
    assertThat(Status.parseFrom(protobuf.details()).getMessage()).isEqualTo("field 0");
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.type()).isEqualTo(JSON);
    assertThat(json.text()).startsWith("{\"code\":3,\"message\":\"no OTLP/JSON request");
    assertThat(receiver.failures).isEmpty();
  }

  @Test
  void aBodyThatIsNotGzipIsBadData() throws IOException {
    byte[] cut = java.util.Arrays.copyOf(OtlpSender.gzip(request(5000)), 100);
    for (byte[] body : new byte[][] {{1, 2, 3}, cut}) {
      Answer answer =
          sender.send(
              false,
              sender
                  .request("/v1/traces")
                  .header("content-type", PROTOBUF)
                  .header("content-encoding", "gzip")
                  .post(RequestBody.create(body)));
      assertThat(answer.status()).isEqualTo(400);
    }
    assertThat(receiver.requests).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/traces, GET, , 405",
    "/v1/traces, PUT, application/json, 405",
    "/v1/traces, OPTIONS, , 405",
    "/v1/traces, POST, text/plain, 415",
    "/v1/traces, POST, , 415",
    "/v1/trace, POST, application/json, 404",
    "/, GET, , 404",
    "/v1/traces/, POST, application/json, 404",
    "/v1/metrics, POST, application/grpc, 505",
    "/v1/metrics, POST, application/grpc-web, 415",
  })
  void whatIsNoExportRequestIsToldSo(String path, String method, String type, int status)
      throws IOException {
    RequestBody body =
        method.equals("GET") || method.equals("OPTIONS") ? null : RequestBody.create(new byte[0]);
    var request = sender.request(path).method(method, body);
    if (type != null) {
      request.header("content-type", type);
    }

    Answer answer = sender.send(false, request);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).startsWith("{\"code\":");
    if (status == 405) {
      assertThat(answer.headers()).containsEntry("allow", "POST");
    }
    if (status == 415) {
      assertThat(answer.text()).contains("application/x-protobuf, application/json");
    }
  }

  @Test
  void otherCompressionIsNotUnderstood() throws IOException {
    var request =
        sender
            .request("/v1/logs")
            .header("content-encoding", "zstd")
            .post(RequestBody.create(new byte[3], okhttp3.MediaType.parse(PROTOBUF)));

    Answer answer = sender.send(false, request);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.headers()).containsEntry("accept-encoding", "gzip, identity");
  }

  @Test
  void anUnknownMethodIsUnimplemented() {
    assertThat(sender.grpc("opentelemetry.proto.Nothing/Export", new byte[0], false).code())
        .isEqualTo(12);
    assertThat(sender.grpc("a/b", new byte[0], true).code()).isEqualTo(12);
  }

  @Test
  void pressureSaysWhenToTryAgain() throws IOException {
    receiver.failing(new Ingest.StoreBusy("behind"));

    Answer grpc = sender.grpc(OtlpSignal.LOGS, new byte[0], false);
    Answer http = sender.http(false, "/v1/logs", PROTOBUF, new byte[0], false);
    Answer json = sender.http(false, "/v1/logs", JSON, new byte[0], false);

    assertThat(grpc.code()).isEqualTo(14);
    assertThat(retry(Status.parseFrom(grpc.details()))).isEqualTo(1);
    assertThat(http.status()).isEqualTo(503);
    assertThat(http.headers()).containsEntry("retry-after", "1");
    assertThat(retry(Status.parseFrom(http.details()))).isEqualTo(1);
    assertThat(json.text()).contains("\"retryDelay\":\"1s\"");
  }

  private static long retry(Status status) throws IOException {
    return status.getDetails(0).unpack(RetryInfo.class).getRetryDelay().getSeconds();
  }

  @Test
  void aStoreThatCannotWriteIsTriedAgainLater() throws IOException {
    receiver.failing(new ClewError(ErrorCode.E073, "/secret/place is full"));

    Answer http = sender.http(false, "/v1/logs", PROTOBUF, new byte[0], false);

    assertThat(http.status()).isEqualTo(503);
    assertThat(http.headers()).containsEntry("retry-after", "30");
    assertThat(http.text()).contains("E073").doesNotContain("secret");
    assertThat(receiver.failures).hasSize(1);
  }

  @Test
  void aFailureOfOursIsNotTheClientsFault() throws IOException {
    receiver.storing(
        _ -> {
          throw new IllegalStateException("secret");
        });

    Answer grpc = sender.grpc(OtlpSignal.LOGS, new byte[0], false);
    Answer http = sender.http(false, "/v1/logs", PROTOBUF, request(40_000), false);

    assertThat(grpc.code()).isEqualTo(13);
    assertThat(http.status()).isEqualTo(500);
    assertThat(grpc.message() + http.text()).doesNotContain("secret");
    assertThat(receiver.failures).hasSize(2);
  }

  @Test
  void theLimitHoldsBeforeDecompression() throws IOException {
    byte[] full = new byte[LIMIT];
    byte[] over = new byte[LIMIT + 1];

    assertThat(sender.http(false, "/v1/traces", PROTOBUF, full, false).status()).isEqualTo(200);
    assertThat(sender.http(true, "/v1/traces", PROTOBUF, over, false).status()).isEqualTo(413);
    assertThat(sender.grpc(OtlpSignal.TRACES, full, false).code()).isZero();
    Answer refused = sender.grpc(OtlpSignal.TRACES, over, false);
    assertThat(refused.code()).isEqualTo(8);
    assertThat(Status.parseFrom(refused.details()).getDetailsCount()).isZero();
  }

  @Test
  void theLimitHoldsAfterDecompression() throws IOException {
    byte[] full = new byte[LIMIT];
    byte[] over = new byte[LIMIT + 1];

    assertThat(sender.http(false, "/v1/traces", PROTOBUF, full, true).status()).isEqualTo(200);
    assertThat(sender.http(false, "/v1/traces", PROTOBUF, over, true).status()).isEqualTo(413);
    assertThat(sender.grpc(OtlpSignal.TRACES, full, true).code()).isZero();
    assertThat(sender.grpc(OtlpSignal.TRACES, over, true).code()).isEqualTo(8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }

  /// `GZIPInputStream` goes one call deeper for each empty member.
  @Test
  void aMillionMembersAreRefused() throws IOException {
    byte[] member = gzip(new byte[0]);
    byte[] bomb = new byte[member.length * 1_000_000];
    for (int at = 0; at < bomb.length; at += member.length) {
      System.arraycopy(member, 0, bomb, at, member.length);
    }

    Answer refused =
        sender.send(
            false,
            sender
                .request("/v1/traces")
                .header("content-encoding", "gzip")
                .post(RequestBody.create(bomb, MediaType.get(PROTOBUF))));

    assertThat(refused.status()).isEqualTo(413);
    assertThat(receiver.failures).isEmpty();
  }

  @Test
  void membersAreOneBody() throws Exception {
    byte[] first = gzip(new byte[100_000]);
    byte[] second = gzip("abc".getBytes(UTF_8));
    var both = new ByteArrayOutputStream();
    both.write(first);
    both.write(second);
    byte[] plain = Gunzip.inflate(both.toByteArray(), new ByteBudget(1 << 20).open());
    assertThat(plain).hasSize(100_003).endsWith("abc".getBytes(UTF_8));
  }

  @Test
  void whatIsInFlightIsBounded() throws IOException {
    try (Receiver small = new Receiver(1 << 20);
        OtlpSender other = new OtlpSender(small.port())) {
      byte[] large = new byte[2 << 20];

      Answer http = other.http(false, "/v1/traces", PROTOBUF, large, false);
      Answer zipped = other.http(false, "/v1/traces", PROTOBUF, large, true);
      Answer grpc = other.grpc(OtlpSignal.TRACES, large, false);

      assertThat(http.status()).isEqualTo(429);
      assertThat(http.headers()).containsEntry("retry-after", "1");
      assertThat(zipped.status()).isEqualTo(429);
      assertThat(grpc.code()).isEqualTo(8);
      assertThat(retry(Status.parseFrom(grpc.details()))).isEqualTo(1);
      assertThat(other.grpc(OtlpSignal.TRACES, new byte[9], false).code()).isZero();
      assertThat(small.budget.held()).hasValue(0);
    }
  }

  @Test
  void whileItEndsRequestsAreSentAway() throws IOException {
    try (Receiver ending = new Receiver(1 << 20);
        OtlpSender other = new OtlpSender(ending.port())) {
      ending.receiving.drain();

      assertThat(other.grpc(OtlpSignal.LOGS, new byte[0], false).code()).isEqualTo(14);
      assertThat(other.http(false, "/v1/logs", PROTOBUF, new byte[0], false).headers())
          .containsEntry("retry-after", "1");
    }
  }

  @Test
  void theAnswerWaitsForTheStore() throws Exception {
    var commit = new CompletableFuture<Receipt>();
    receiver.storing(_ -> commit);

    var answer =
        CompletableFuture.supplyAsync(() -> sender.grpc(OtlpSignal.TRACES, request(100), false));
    while (receiver.requests.isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(answer).isNotDone();
    assertThat(receiver.receiving.pending()).isEqualTo(1);
    commit.complete(new Receipt(1, 0, ""));

    assertThat(answer.get().code()).isZero();
  }

  @Test
  void requestsAreCounted() throws IOException {
    receiver.storing(_ -> CompletableFuture.completedFuture(new Receipt(7, 1, "x")));

    sender.grpc(OtlpSignal.TRACES, request(100), false);
    sender.http(false, "/v1/traces", JSON, new byte[] {'x'}, false);

    var registry = receiver.registry;
    assertThat(registry.get("clew.otlp.records").tag("signal", "traces").counter().count())
        .isGreaterThanOrEqualTo(7);
    assertThat(
            registry
                .get("clew.otlp.request.duration")
                .tags("protocol", "grpc", "outcome", "partial")
                .timer()
                .count())
        .isPositive();
    assertThat(
            registry
                .get("clew.otlp.request.duration")
                .tags("protocol", "http/json", "outcome", "malformed")
                .timer()
                .count())
        .isPositive();
  }

  private static byte[] request(int size) {
    byte[] name = new byte[size];
    new Random(size).nextBytes(name);
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .addSpans(
                            Span.newBuilder()
                                .setTraceId(com.google.protobuf.ByteString.copyFrom(name)))))
        .build()
        .toByteArray();
  }
}
