package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.receiver.OtlpSender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// `clew serve` under everything at once: many gRPC senders, record bombs, costly searches and
/// readers that read nothing. What it acknowledges is stored, and the API answers. `make soak` runs
/// it at full size.
@Isolated
class ServeSoakTest {
  private static final int SENDERS = Integer.getInteger("soak.serve.senders", 8);
  private static final int CALLS = Integer.getInteger("soak.serve.calls", 60);
  private static final int READERS = 8;

  private static final List<String> COSTLY =
      List.of("(.*,){25}z", "(a|b|c|d|e)*{9}z", "(x+x+)+y", "[^,]*,[^,]*,[^,]*z");

  private static final List<String> PATHS =
      List.of("/runs", "/logs?limit=100", "/traces", "/runs/r1", "/services");

  @TempDir Path home;

  private final AcknowledgedSpans spans = new AcknowledgedSpans();
  private final AtomicInteger bombs = new AtomicInteger();
  private final AtomicInteger searches = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  /// What is done again and again.
  private interface Act {
    void run(OtlpSender otlp, OtlpSender api) throws IOException;
  }

  @Test
  void bombsSearchesAndReadersThatReadNothingStopNothing() throws Exception {
    long[] nanos = new long[CALLS];
    long peak;
    try (Serve serve = Serve.start(new Program(home));
        ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      send(serve.otlp().getFirst(), logs(",".repeat(60)));
      List<Socket> readers = readers(serve);
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        work.add(all.submit(() -> repeat(serve, this::sendSpans)));
      }
      List<byte[]> shapes =
          List.of(emptyRecords(), emptyMembers(), nested(), logs("x".repeat(1 << 20)));
      work.add(all.submit(() -> repeat(serve, (otlp, _) -> bomb(otlp, shapes))));
      work.add(all.submit(() -> repeat(serve, (_, api) -> search(api))));
      try (OtlpSender api = new OtlpSender(serve.port())) {
        for (int i = 0; i < CALLS; i++) {
          String path = "/api/v1" + PATHS.get(i % PATHS.size());
          long start = System.nanoTime();
          assertThat(api.send(false, api.request(path)).status()).as(path).isEqualTo(200);
          nanos[i] = System.nanoTime() - start;
        }
      } finally {
        over.set(true);
      }
      for (Future<?> each : work) {
        each.get();
      }
      peak = peak(serve.process.pid());
      assertThat(serve.isReady()).isTrue();
      assertThat(serve.end()).isZero();
      for (Socket reader : readers) {
        reader.close();
      }
    }
    assertThat(spans.missing(home)).isEmpty();
    for (int path = 0; path < PATHS.size(); path++) {
      long[] sorted = sorted(nanos, path, PATHS.size());
      System.out.printf(
          "soak: GET %s: median %d ms, p99 %d ms%n",
          PATHS.get(path), millis(sorted, 50), millis(sorted, 99));
    }
    long[] sorted = sorted(nanos, 0, 1);
    System.out.printf(
        "soak: %d senders, %d bombs, %d searches, %d readers that read nothing: %d spans stored;"
            + " %d calls of the API, median %d ms, p99 %d ms; peak memory %d MB%n",
        SENDERS,
        bombs.get(),
        searches.get(),
        READERS,
        spans.size(),
        CALLS,
        millis(sorted, 50),
        millis(sorted, 99),
        peak >> 10);
    assertThat(bombs.get()).isPositive();
    assertThat(searches.get()).isPositive();
    if (Program.isNative()) {
      assertThat(peak).as("peak memory, KiB").isLessThan(512 << 10);
    }
  }

  /// Each `step`-th figure, the smallest first.
  private static long[] sorted(long[] nanos, int first, int step) {
    return IntStream.iterate(first, i -> i < nanos.length, i -> i + step)
        .mapToLong(i -> nanos[i])
        .sorted()
        .toArray();
  }

  private static long millis(long[] sorted, int percent) {
    return sorted[sorted.length * percent / 100] / 1_000_000;
  }

  private Void repeat(Serve serve, Act act) throws IOException {
    try (OtlpSender otlp = new OtlpSender(serve.otlp().getFirst());
        OtlpSender api = new OtlpSender(serve.port())) {
      do {
        act.run(otlp, api);
      } while (!over.get());
    }
    return null;
  }

  private void sendSpans(OtlpSender otlp, OtlpSender api) {
    int number = spans.next();
    if (otlp.grpc(OtlpSignal.TRACES, AcknowledgedSpans.request(number), number % 2 == 0).code()
        == 0) {
      spans.acknowledge(number);
    }
  }

  private void bomb(OtlpSender otlp, List<byte[]> shapes) throws IOException {
    int number = bombs.getAndIncrement();
    byte[] body = shapes.get(number % shapes.size());
    boolean json = body[0] == '{';
    String type = json ? "application/json" : "application/x-protobuf";
    var request =
        otlp.request("/v1/logs")
            .post(okhttp3.RequestBody.create(body, okhttp3.MediaType.parse(type)));
    if (!json) {
      request.header("content-encoding", "gzip");
    }
    // A bomb may also meet a backend that has too much on its way.
    assertThat(otlp.send(false, request).status()).isIn(200, 400, 413, 429, 503);
  }

  private void search(OtlpSender api) throws IOException {
    String pattern = COSTLY.get(searches.getAndIncrement() % COSTLY.size());
    String query = "?regex=1&q=" + URLEncoder.encode(pattern, StandardCharsets.UTF_8);
    assertThat(api.send(false, api.request("/api/v1/runs/r1/logs" + query)).status())
        .as(pattern)
        .isIn(200, 400);
  }

  private static void send(int port, byte[] json) throws IOException {
    try (OtlpSender otlp = new OtlpSender(port)) {
      assertThat(otlp.http(false, "/v1/logs", "application/json", json, false).status())
          .isEqualTo(200);
    }
  }

  /// Clients that ask for a stream or for much, and read nothing of it.
  private static List<Socket> readers(Serve serve) throws IOException {
    List<Socket> readers = new ArrayList<>();
    List<String> paths = List.of("/runs/r1/export", "/export?run=none", "/live", "/runs/r1/logs");
    for (int i = 0; i < READERS; i++) {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(1024);
      socket.connect(
          new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), serve.port()));
      String accept = i % 2 == 0 ? "*/*" : "text/event-stream";
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: %s\r\n\r\n"
                      .formatted(paths.get(i % paths.size()), serve.port(), accept))
                  .getBytes(StandardCharsets.UTF_8));
      readers.add(socket);
    }
    return readers;
  }

  /// 31 million empty log records, 60 MiB, in 61 kB.
  private static byte[] emptyRecords() {
    byte[] records = new byte[60 << 20];
    for (int i = 0; i < records.length; i += 2) {
      records[i] = 0x12;
    }
    return OtlpSender.gzip(framed(framed(records, 0x12), 0x0a));
  }

  /// A field of a length.
  private static byte[] framed(byte[] content, int tag) {
    var out = new ByteArrayOutputStream(content.length + 8);
    out.write(tag);
    int length = content.length;
    for (; length > 0x7F; length >>>= 7) {
      out.write(length & 0x7F | 0x80);
    }
    out.write(length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  /// A gzip file of many members that hold nothing.
  private static byte[] emptyMembers() {
    byte[] member = OtlpSender.gzip(new byte[0]);
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < 200_000; i++) {
      out.writeBytes(member);
    }
    return out.toByteArray();
  }

  private static byte[] nested() {
    int depth = 100_000;
    String body = "{\"arrayValue\":{\"values\":[".repeat(depth) + "]}}".repeat(depth);
    return """
        {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":%s}]}]}]}
        """
        .formatted(body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] logs(String body) {
    return """
        {"resourceLogs":[{"resource":{"attributes":[{"key":"parallax.run.id","value":{"stringValue":"r1"}}]},
        "scopeLogs":[{"logRecords":[{"timeUnixNano":"1","body":{"stringValue":"%s"}}]}]}]}
        """
        .formatted(body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Of a process, KiB.
  private static long peak(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
