import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Sends OTLP as fast as a backend acknowledges it, and prints what it took.
///
/// `OtlpLoad [option=value…]`: url (http://127.0.0.1:4317), protocol (grpc, protobuf, json), signal
/// (traces, logs, metrics), records (1000000), batch (1000 records a request), runs (1000),
/// inflight (16 requests), attributes (5 a record), trace (50 spans a trace), rate (records a
/// second, 0: as many as go), start (offset of the run ids), spread (seconds that the times of a
/// run span).
///
/// Requests are made once and only their ids and times are changed for each use, so that little is
/// measured of the sender.
public final class OtlpLoad {
  private static final Map<String, String> SERVICES =
      Map.of("traces", "trace", "logs", "logs", "metrics", "metrics");

  private final Map<String, String> options = new TreeMap<>();
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();

  public static void main(String... args) throws Exception {
    new OtlpLoad().run(args);
  }

  private void run(String... args) throws Exception {
    options.putAll(
        Map.of(
            "url",
            "http://127.0.0.1:4317",
            "protocol",
            "grpc",
            "signal",
            "traces",
            "records",
            "1000000"));
    options.putAll(
        Map.of(
            "batch", "1000", "runs", "1000", "inflight", "16", "attributes", "5", "trace", "50"));
    options.putAll(Map.of("rate", "0", "start", "0", "spread", "12"));
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 0 || options.put(arg.substring(0, equals), arg.substring(equals + 1)) == null) {
        throw new IllegalArgumentException(arg + "; options are " + options.keySet());
      }
    }
    long records = number("records");
    int batch = (int) number("batch");
    Vertx vertx = Vertx.vertx();
    boolean grpc = options.get("protocol").equals("grpc");
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(grpc ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(64)
                .setHttp2ConnectionWindowSize(1 << 24)
                .setMaxPoolSize((int) number("inflight")),
            new io.vertx.core.http.PoolOptions()
                .setHttp1MaxSize((int) number("inflight"))
                .setHttp2MaxSize(2));
    long requests = (records + batch - 1) / batch;
    AtomicLong left = new AtomicLong(requests);
    int inflight = (int) Math.min(number("inflight"), requests);
    CountDownLatch done = new CountDownLatch(inflight);
    long start = System.nanoTime();
    for (int i = 0; i < inflight; i++) {
      Template template = template(batch);
      vertx.runOnContext(_ -> next(vertx, client, template, left, done, start));
    }
    done.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s %s: %d records in %.2f s: %.0f a second; %.1f MB/s; %d refused%n",
        options.get("signal"),
        options.get("protocol"),
        acknowledged.get(),
        seconds,
        acknowledged.get() / seconds,
        sent.get() / seconds / 1e6,
        refused.get());
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private long number(String option) {
    return Long.parseLong(options.get(option));
  }

  private void next(
      Vertx vertx,
      HttpClient client,
      Template template,
      AtomicLong left,
      CountDownLatch done,
      long start) {
    long number = left.decrementAndGet();
    if (number < 0) {
      done.countDown();
      return;
    }
    long rate = number("rate");
    if (rate > 0) {
      long due = start + acknowledged.get() * 1_000_000_000L / rate;
      long wait = (due - System.nanoTime()) / 1_000_000;
      if (wait > 0) {
        vertx.setTimer(wait, _ -> send(vertx, client, template, number, left, done, start));
        return;
      }
    }
    send(vertx, client, template, number, left, done, start);
  }

  private void send(
      Vertx vertx,
      HttpClient client,
      Template template,
      long number,
      AtomicLong left,
      CountDownLatch done,
      long start) {
    Buffer body = template.next(number);
    sent.addAndGet(body.length());
    post(client, body)
        .onComplete(
            answer -> {
              if (answer.failed()) {
                System.err.println(answer.cause());
                System.exit(1);
              }
              if (answer.succeeded() && answer.result()) {
                acknowledged.addAndGet(template.batch);
              } else {
                refused.incrementAndGet();
              }
              next(vertx, client, template, left, done, start);
            });
  }

  private Future<Boolean> post(HttpClient client, Buffer body) {
    String signal = options.get("signal");
    boolean grpc = options.get("protocol").equals("grpc");
    String service = SERVICES.get(signal);
    String name = Character.toUpperCase(service.charAt(0)) + service.substring(1);
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(
                options.get("url")
                    + (grpc
                        ? "/opentelemetry.proto.collector."
                            + service
                            + ".v1."
                            + name
                            + "Service/Export"
                        : "/v1/" + signal))
            .putHeader(
                "content-type",
                grpc
                    ? "application/grpc"
                    : options.get("protocol").equals("json")
                        ? "application/json"
                        : "application/x-protobuf");
    if (grpc) {
      request.putHeader("te", "trailers");
    }
    return client
        .request(request)
        .compose(open -> answered(open, body))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        _ -> {
                          String status = response.getTrailer("grpc-status");
                          status = status == null ? response.getHeader("grpc-status") : status;
                          return response.statusCode() == 200 && (!grpc || "0".equals(status));
                        }));
  }

  private static Future<io.vertx.core.http.HttpClientResponse> answered(
      HttpClientRequest open, Buffer body) {
    return open.send(body);
  }

  /// A request of a batch, whose ids and times are written anew for each use.
  private final class Template {
    final int batch;
    private final byte[] bytes;
    private final List<Integer> traces;
    private final List<Integer> spans;
    private final List<Integer> parents;
    private final List<Integer> times;
    private final int run;
    private final boolean json;

    Template(int batch, byte[] bytes, boolean json, int run, List<List<Integer>> places) {
      this.batch = batch;
      this.bytes = bytes;
      this.json = json;
      this.run = run;
      this.traces = places.get(0);
      this.spans = places.get(1);
      this.parents = places.get(2);
      this.times = places.get(3);
    }

    Buffer next(long number) {
      long of = number("start") + number % number("runs");
      put(
          HexFormat.of().toHexDigits(of * 0x9E3779B97F4A7C15L).getBytes(StandardCharsets.US_ASCII),
          run);
      int perTrace = (int) number("trace");
      long now = System.currentTimeMillis() * 1_000_000 - number("spread") * 1_000_000_000L;
      long step =
          number("spread") * 1_000_000_000L * number("runs") / Math.max(1, number("records"));
      long at = now + number / number("runs") * batch * step;
      long high = 0;
      long low = 0;
      for (int i = 0; i < traces.size(); i++) {
        if (i % perTrace == 0) {
          high = random.nextLong();
          low = random.nextLong();
        }
        id(high, traces.get(i));
        id(low, traces.get(i) + (json ? 16 : 8));
      }
      long root = 0;
      int child = 0;
      for (int i = 0; i < spans.size(); i++) {
        long id = random.nextLong() | 1;
        root = i % perTrace == 0 ? id : root;
        id(id, spans.get(i));
        if (i % perTrace != 0 && child < parents.size()) {
          id(root, parents.get(child++));
        }
      }
      for (int i = 0; i < times.size(); i++) {
        time(at + i * step, times.get(i));
      }
      if (options.get("protocol").equals("grpc")) {
        return Buffer.buffer(bytes.length + 5)
            .appendByte((byte) 0)
            .appendInt(bytes.length)
            .appendBytes(bytes);
      }
      return Buffer.buffer(bytes);
    }

    private void put(byte[] what, int where) {
      System.arraycopy(what, 0, bytes, where, what.length);
    }

    private void id(long value, int where) {
      if (json) {
        put(HexFormat.of().toHexDigits(value).getBytes(StandardCharsets.US_ASCII), where);
      } else {
        for (int i = 0; i < 8; i++) {
          bytes[where + i] = (byte) (value >>> (56 - 8 * i));
        }
      }
    }

    private void time(long value, int where) {
      if (json) {
        put(Long.toString(value).getBytes(StandardCharsets.US_ASCII), where);
      } else {
        for (int i = 0; i < 8; i++) {
          bytes[where + i] = (byte) (value >>> (8 * i));
        }
      }
    }
  }

  // The template is found by its marks: ids and times of bytes that nothing else has.
  private static final long TRACE = 0x7261_6365_7261_6365L;
  private static final long SPAN = 0x7370_616E_7370_616EL;
  private static final long PARENT = 0x7061_7265_7061_7265L;
  private static final long TIME = 1_234_567_890_123_456_789L;
  private static final String RUN = "72756e72756e7275";

  private Template template(int batch) {
    boolean json = options.get("protocol").equals("json");
    byte[] bytes = json ? json(batch).getBytes(StandardCharsets.UTF_8) : proto(batch);
    List<List<Integer>> places = new ArrayList<>();
    places.add(find(bytes, mark(TRACE, json), json ? 32 : 16));
    places.add(find(bytes, mark(SPAN, json), 8));
    places.add(find(bytes, mark(PARENT, json), 8));
    places.add(
        find(
            bytes,
            json ? Long.toString(TIME).getBytes(StandardCharsets.US_ASCII) : little(TIME),
            8));
    int run = find(bytes, RUN.getBytes(StandardCharsets.US_ASCII), 16).getFirst();
    return new Template(batch, bytes, json, run, places);
  }

  private static byte[] mark(long value, boolean json) {
    return json
        ? HexFormat.of().toHexDigits(value).getBytes(StandardCharsets.US_ASCII)
        : java.nio.ByteBuffer.allocate(8).putLong(value).array();
  }

  private static byte[] little(long value) {
    return java.nio.ByteBuffer.allocate(8)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putLong(value)
        .array();
  }

  private static List<Integer> find(byte[] bytes, byte[] mark, int step) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i <= bytes.length - mark.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + mark.length, mark, 0, mark.length)) {
        places.add(i);
        i += step - 1;
      }
    }
    return places;
  }

  private byte[] proto(int batch) {
    Proto records = new Proto();
    records.block(1, new Proto().text(1, "load"));
    for (int i = 0; i < batch; i++) {
      records.block(2, record(i));
    }
    Proto resource =
        new Proto()
            .block(1, attribute("service.name", "load"))
            .block(1, attribute("parallax.run.id", RUN));
    return new Proto().block(1, new Proto().block(1, resource).block(2, records)).bytes();
  }

  private Proto record(int i) {
    return switch (options.get("signal")) {
      case "logs" ->
          attributes(
                  6,
                  new Proto().fixed64(1, TIME).varint(2, 9).block(5, new Proto().text(1, line(i))),
                  i)
              .id(9, TRACE, TRACE)
              .id(10, SPAN);
      case "metrics" ->
          new Proto()
              .text(1, "load.metric." + i % 20)
              .text(3, "1")
              .block(
                  5,
                  new Proto()
                      .block(
                          1,
                          attributes(
                              7,
                              new Proto()
                                  .fixed64(3, TIME)
                                  .fixed64(4, Double.doubleToRawLongBits(i)),
                              i % 20)));
      default -> {
        Proto span = new Proto().id(1, TRACE, TRACE).id(2, SPAN);
        if (i % number("trace") != 0) {
          span.id(4, PARENT);
        }
        yield attributes(
            9,
            span.text(5, "operation " + i % 20).varint(6, 2).fixed64(7, TIME).fixed64(8, TIME),
            i);
      }
    };
  }

  private static String line(int i) {
    return "a line of output as builds have them, eighty characters long, with number " + i;
  }

  private Proto attributes(int field, Proto record, int i) {
    for (int j = 0; j < number("attributes"); j++) {
      record.block(field, attribute("some.attribute." + j, "value " + i));
    }
    return record;
  }

  private static Proto attribute(String key, String value) {
    return new Proto().text(1, key).block(2, new Proto().text(1, value));
  }

  private String json(int batch) {
    String signal = options.get("signal");
    StringBuilder out = new StringBuilder();
    String of = signal.equals("traces") ? "Spans" : signal.equals("logs") ? "Logs" : "Metrics";
    out.append("{\"resource").append(of).append("\":[{\"resource\":{\"attributes\":[");
    out.append(pair("service.name", "load")).append(',').append(pair("parallax.run.id", RUN));
    out.append("]},\"scope").append(of).append("\":[{\"scope\":{\"name\":\"load\"},\"");
    out.append(signal.equals("traces") ? "spans" : signal.equals("logs") ? "logRecords" : "metrics")
        .append("\":[");
    for (int i = 0; i < batch; i++) {
      out.append(i == 0 ? "" : ",").append(jsonRecord(i));
    }
    return out.append("]}]}]}").toString();
  }

  private String jsonRecord(int i) {
    StringBuilder pairs = new StringBuilder();
    for (int j = 0; j < number("attributes"); j++) {
      pairs.append(j == 0 ? "" : ",").append(pair("some.attribute." + j, "value " + i));
    }
    String trace = HexFormat.of().toHexDigits(TRACE).repeat(2);
    String span = HexFormat.of().toHexDigits(SPAN);
    return switch (options.get("signal")) {
      case "logs" ->
          "{\"timeUnixNano\":\""
              + TIME
              + "\",\"severityNumber\":9,\"body\":{\"stringValue\":\""
              + line(i)
              + "\"},\"attributes\":["
              + pairs
              + "],\"traceId\":\""
              + trace
              + "\",\"spanId\":\""
              + span
              + "\"}";
      case "metrics" ->
          "{\"name\":\"load.metric."
              + i % 20
              + "\",\"unit\":\"1\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\""
              + TIME
              + "\",\"asDouble\":"
              + i
              + ",\"attributes\":["
              + pairs
              + "]}]}}";
      default ->
          "{\"traceId\":\""
              + trace
              + "\",\"spanId\":\""
              + span
              + "\","
              + (i % number("trace") == 0
                  ? ""
                  : "\"parentSpanId\":\"" + HexFormat.of().toHexDigits(PARENT) + "\",")
              + "\"name\":\"operation "
              + i % 20
              + "\",\"kind\":2,\"startTimeUnixNano\":\""
              + TIME
              + "\",\"endTimeUnixNano\":\""
              + TIME
              + "\",\"attributes\":["
              + pairs
              + "]}";
    };
  }

  private static String pair(String key, String value) {
    return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
  }

  /// Protobuf by hand.
  private static final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Proto varint(int field, long value) {
      raw(field << 3);
      raw(value);
      return this;
    }

    Proto fixed64(int field, long value) {
      raw(field << 3 | 1);
      out.writeBytes(little(value));
      return this;
    }

    Proto text(int field, String text) {
      return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Proto id(int field, long... parts) {
      java.nio.ByteBuffer id = java.nio.ByteBuffer.allocate(8 * parts.length);
      for (long part : parts) {
        id.putLong(part);
      }
      return bytes(field, id.array());
    }

    Proto block(int field, Proto content) {
      return bytes(field, content.bytes());
    }

    private Proto bytes(int field, byte[] content) {
      raw(field << 3 | 2);
      raw(content.length);
      out.writeBytes(content);
      return this;
    }

    private void raw(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
