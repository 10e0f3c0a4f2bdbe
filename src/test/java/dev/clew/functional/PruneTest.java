package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew prune` of a backend's store and of one that nobody serves.
class PruneTest {
  private static final String OLD = "00000000000000a1";
  private static final String NEW = "00000000000000a2";
  private static final String BUSY = "00000000000000a3";

  @TempDir Path files;
  @TempDir Path daemon;

  /// A run whose records come into the store now, however old they are.
  private static void send(Program clew, Serve backend, String run) {
    byte[] line =
        ("{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"parallax.run.id\","
                + "\"value\":{\"stringValue\":\""
                + run
                + "\"}}]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
                + run
                + run
                + "\",\"spanId\":\""
                + run
                + "\",\"name\":\"make\",\"startTimeUnixNano\":\"1\","
                + "\"endTimeUnixNano\":\"2\"}]}]}]}\n")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(clew.run(line, "import", "--server", url(backend), "-").code()).isZero();
  }

  private static String url(Serve backend) {
    return "http://127.0.0.1:" + backend.port();
  }

  private static JsonNode json(Ended ended) throws IOException {
    assertThat(ended.err()).isEmpty();
    return new ObjectMapper().readTree(ended.out());
  }

  @Test
  void aBackendPrunesItsStore() throws IOException, InterruptedException {
    Program clew = new Program(files);
    clew.run("run", "--", "true");
    try (Serve backend = Serve.start(new Program(daemon))) {
      String[] prune = {"prune", "--older-than", "0s", "--server", url(backend)};
      send(clew, backend, OLD);
      send(clew, backend, NEW);

      Ended usual = clew.run("prune", "--server", url(backend));
      JsonNode dry =
          json(
              clew.run(
                  prune[0], prune[1], prune[2], "--dry-run", "-o", "json", prune[3], prune[4]));
      Ended fits = clew.run("prune", "--keep", "2", "--max-size", "1GiB", "--server", url(backend));
      Process running =
          new Program(files)
              .with("CLEW_RUN_ID", BUSY)
              .with("CLEW_OTLP_ENDPOINT", "http://127.0.0.1:" + backend.otlp().getFirst())
              .with("OTEL_EXPORTER_OTLP_TIMEOUT", "40000")
              .start("run", "--", "sleep", "600");
      String[] dryRun = {"prune", "--keep", "0", "--dry-run", "--server", url(backend)};
      await(() -> clew.run("runs", "--server", url(backend)).text().contains(BUSY));
      Ended busy = clew.run(dryRun);
      assertThat(running.toHandle().destroy()).isTrue();
      assertThat(clew.end(running).code()).isEqualTo(143);
      await(() -> clew.run(dryRun).text().contains(BUSY));
      Ended done = clew.run(prune);
      JsonNode again =
          json(new Program(files).with("CLEW_SERVER", url(backend)).run("prune", "-o", "json"));

      assertThat(usual.text()).isEmpty();
      assertThat(usual.err())
          .isEqualTo("clew: 0 runs removed (0B of records) from " + url(backend) + "\n");
      assertThat(dry.get("dryRun").asBoolean()).isTrue();
      assertThat(dry.get("removed")).extracting(JsonNode::asText).containsExactly(OLD, NEW);
      assertThat(dry.get("bytes").asLong()).isPositive();
      assertThat(dry.get("server").asText()).isEqualTo(url(backend));
      assertThat(fits.text()).isEmpty();
      assertThat(busy.text()).doesNotContain(BUSY);
      assertThat(busy.err()).endsWith(" kept because they have not ended\n");
      assertThat(done.text()).isEqualTo(OLD + "\n" + NEW + "\n" + BUSY + "\n");
      assertThat(done.err()).startsWith("clew: 3 runs removed (").endsWith(url(backend) + "\n");
      assertThat(again.get("removed")).isEmpty();
      assertThat(again.get("running").asLong()).isZero();
      assertThat(clew.run("runs", "--server", url(backend), "-o", "json").text()).isEqualTo("[]\n");
    }
    assertThat(clew.runFiles()).hasSize(1);
  }

  @Test
  void aStoreIsPrunedWhenNobodyServesIt() throws Exception {
    Program clew = new Program(daemon);
    String store = daemon.resolve("kept").toString();
    try (Serve backend = Serve.start(clew, "--store", store)) {
      send(clew, backend, OLD);

      Ended used = clew.run("prune", "--store", store, "--keep", "0");

      assertThat(used.code()).isEqualTo(1);
      assertThat(used.err())
          .contains("[E070]")
          .contains("process " + backend.process.pid() + " at " + url(backend))
          .contains("clew prune --server");
      assertThat(backend.end()).isZero();
    }
    Program served = new Program(daemon).with("CLEW_SERVER", "http://nowhere.invalid");

    Ended dry = served.run("prune", "--store", "kept", "--older-than", "0s", "--dry-run");
    JsonNode done =
        json(
            served
                .with("CLEW_SERVE_STORE", store)
                .run("prune", "--older-than", "0s", "--store", "-o", "json"));
    Ended none = clew.run("prune", "--store", "elsewhere");

    assertThat(dry.text()).isEqualTo(OLD + "\n");
    assertThat(dry.err()).startsWith("clew: 1 run would be removed (").endsWith(store + "\n");
    assertThat(done.get("removed")).extracting(JsonNode::asText).containsExactly(OLD);
    assertThat(done.get("store").asText()).isEqualTo(store);
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("[E001]").contains("elsewhere holds no store.");
    assertThat(daemon.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void whatDoesNotGoTogetherIsSaid() {
    Program clew = new Program(files);
    assertThat(clew.run("prune", "--max-size", "1GiB").err())
        .contains("[E001]", "--store or --server");
    assertThat(clew.run("prune", "--max-size", "much").err()).contains("[E001]", "10GiB");
    assertThat(clew.run("prune", "--store", "x", "--server", "localhost:1").err())
        .contains("[E001]", "two stores");
    assertThat(clew.run("prune", "--keep", "0", "--server", "localhost:1").err())
        .contains("[E060]");
  }

  @Test
  void recordsOfNoRunAreKeptByArrivalExportedAndPruned() throws IOException {
    Program clew = new Program(files);
    byte[] old =
        """
        {"resourceLogs":[{"resource":{},"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","body":{"stringValue":"of no run"}}]}]}]}
        """
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (Serve backend = Serve.start(new Program(daemon))) {
      clew.run(old, "import", "--server", url(backend), "-");

      Ended usual = clew.run("prune", "--server", url(backend));
      Ended exported = clew.run("export", "--no-run", "--server", url(backend));
      JsonNode small =
          json(clew.run("prune", "--max-size", "1B", "-o", "json", "--server", url(backend)));
      Ended nothing = clew.run("export", "--no-run", "--server", url(backend));

      assertThat(usual.err()).startsWith("clew: 0 runs removed");
      assertThat(exported.text()).contains("of no run").hasLineCount(1);
      assertThat(small.get("recordsOfNoRun").asLong()).isEqualTo(1);
      assertThat(small.get("bytes").asLong()).isPositive();
      assertThat(nothing.code()).isZero();
      assertThat(nothing.text()).isEmpty();
    }
    assertThat(clew.run("export", "--no-run").code()).isEqualTo(2);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it has not come").isLessThan(end);
      Thread.sleep(50);
    }
  }
}
