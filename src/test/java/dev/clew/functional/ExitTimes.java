package dev.clew.functional;

import dev.clew.bench.Results;
import dev.clew.bench.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures how long `clew run -- true` takes with each kind of endpoint, beside `true`. No test:
/// `bench/exit-times` runs it.
class ExitTimes {
  private static final String PLAIN = "`true` alone";
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 15);

  @TempDir Path home;

  @Test
  void table() throws Exception {
    try (OtlpReceiver grpc = OtlpReceiver.grpc();
        OtlpReceiver http = OtlpReceiver.http();
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Map<String, String> endpoints = new LinkedHashMap<>();
      endpoints.put("none", "");
      endpoints.put("healthy, gRPC", grpc.endpoint());
      endpoints.put("healthy, HTTP", http.endpoint());
      endpoints.put("refused", "http://127.0.0.1:9");
      endpoints.put("unresolvable", "http://nowhere.invalid:4317");
      endpoints.put("TLS failure", grpc.endpoint().replace("http:", "https:"));
      endpoints.put("black hole", "http://127.0.0.1:" + silent.getLocalPort());

      Map<String, long[]> times = new LinkedHashMap<>();
      times.put(PLAIN, new long[ROUNDS]);
      endpoints.keySet().forEach(name -> times.put(name, new long[ROUNDS]));
      // One of each in turn: what disturbs the machine meanwhile disturbs all of them.
      for (int round = 0; round < ROUNDS; round++) {
        for (Map.Entry<String, long[]> row : times.entrySet()) {
          row.getValue()[round] = time(row.getKey(), endpoints);
        }
      }
      print(times);
      keep(times);
    }
  }

  private long time(String name, Map<String, String> endpoints) throws Exception {
    Program clew = new Program(Files.createTempDirectory(home, "home"));
    String endpoint = endpoints.get(name);
    if (endpoint != null) {
      clew.with("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
    }
    if (name.endsWith("HTTP")) {
      clew.with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    }
    long start = System.nanoTime();
    Process process = endpoint == null ? clew.command("true") : clew.start("run", "--", "true");
    int code = process.waitFor();
    long took = System.nanoTime() - start;
    if (code != 0) {
      throw new IOException(name + " ended with " + code);
    }
    return took;
  }

  private static void keep(Map<String, long[]> times) throws IOException {
    double[] plain = millis(times.get(PLAIN));
    List<Row> rows = new ArrayList<>();
    times.forEach(
        (name, nanos) -> {
          if (!name.equals(PLAIN)) {
            rows.add(Row.times("run -- true, endpoint: " + name, "true", millis(nanos), plain));
          }
        });
    Results.add(Program.path().toRealPath(), rows);
  }

  private static double[] millis(long... nanos) {
    return Arrays.stream(nanos).mapToDouble(each -> each / 1e6).toArray();
  }

  private static void print(Map<String, long[]> measured) {
    Map<String, long[]> times = new LinkedHashMap<>();
    measured.forEach((name, nanos) -> times.put(name, nanos.clone()));
    times.values().forEach(Arrays::sort);
    long plain = median(times.get(PLAIN));
    long file = median(times.get("none"));
    System.out.printf("| endpoint | median | least | × `true` | over no endpoint |%n");
    System.out.printf("|---|---|---|---|---|%n");
    times.forEach(
        (name, sorted) ->
            System.out.printf(
                "| %s | %.1f ms | %.1f ms | %.1f | %+.1f ms |%n",
                name,
                median(sorted) / 1e6,
                sorted[0] / 1e6,
                (double) median(sorted) / plain,
                (median(sorted) - file) / 1e6));
  }

  private static long median(long[] sorted) {
    return sorted[sorted.length / 2];
  }
}
