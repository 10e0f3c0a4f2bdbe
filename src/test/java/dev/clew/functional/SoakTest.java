package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Much, often and at once: nothing is lost. `make soak` runs it at full size, see `bench/soak`.
@Isolated
class SoakTest {
  private static final int LINES = Integer.getInteger("soak.lines", 20_000);
  private static final int RATE = Integer.getInteger("soak.rate", 1_000);
  private static final int KILLS = Integer.getInteger("soak.kills", 8);
  private static final int CROWD = Integer.getInteger("soak.crowd", 20);

  /// Kills between two looks at what has become of them.
  private static final int BATCH = 25;

  /// More than the records of one request of each signal.
  private static final int IN_FLIGHT = 2_048;

  @TempDir Path home;

  @Test
  void aSlowBackendNeitherLosesNorHoldsUp() throws IOException {
    long small = slowBackend(Files.createDirectory(home.resolve("small")), LINES / 10);
    long large = slowBackend(Files.createDirectory(home.resolve("large")), LINES);

    System.out.printf(
        "soak: %d lines, peak memory %d MB, of a tenth %d MB%n", LINES, large >> 20, small >> 20);
    assertThat(large).isLessThan(2 * small);
  }

  /// @return the peak memory of clew
  private long slowBackend(Path directory, int lines) throws IOException {
    var received = new Tally();
    try (OtlpReceiver backend = OtlpReceiver.grpc(received)) {
      // Slower than a run waits for a backend that answers.
      backend.pace(Math.min(RATE, lines / 20));
      Program clew =
          new Program(directory)
              .with("OTEL_EXPORTER_OTLP_ENDPOINT", backend.endpoint())
              .with("OTEL_METRIC_EXPORT_INTERVAL", "500");

      Ended ended = clew.run("--debug", "run", "--", "seq", String.valueOf(lines));

      assertThat(ended.code()).isZero();
      assertThat(ended.text().lines().count()).isEqualTo(lines);
      assertThat(ended.err()).containsOnlyOnce("[E040]");
      var kept = new Tally();
      kept.addAll(clew.runFiles().getFirst());
      assertThat(kept.distinct()).isEqualTo(lines);
      assertThat(kept.firstMissing()).isEqualTo(lines + 1);
      assertThat(kept.repeated()).isZero();
      assertThat(received.distinct()).isEqualTo(received.firstMissing() - 1).isLessThan(lines);
      System.out.printf("soak: %d of %d lines arrived in time%n", received.distinct(), lines);

      backend.accept();
      assertThat(clew.run("replay", "--pending").code()).isZero();
      assertThat(received.distinct()).isEqualTo(lines);
      assertThat(received.repeated()).isLessThan(IN_FLIGHT);
      assertThat(received.events()).contains("run.started", "run.finished", "run.summary");
      return peakMemory(kept);
    }
  }

  private static long peakMemory(Records records) {
    return records.metrics.stream()
        .filter(metric -> metric.getName().equals("process.memory.usage"))
        .flatMap(metric -> metric.getSum().getDataPointsList().stream())
        .filter(
            point ->
                !"seq"
                    .equals(
                        Records.attributes(point.getAttributesList())
                            .get("process.executable.name")))
        .mapToLong(NumberDataPoint::getAsInt)
        .max()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000})
  void aKilledRunIsInTheBackendOrInTheFile(int perSecond) throws Exception {
    long seed = Long.getLong("soak.seed", System.nanoTime());
    var random = new Random(seed);
    long repeated = 0;
    for (int done = 0; done < KILLS; done += BATCH) {
      try {
        Path directory = Files.createDirectory(home.resolve("batch" + done));
        repeated += kill(directory, perSecond, Math.min(BATCH, KILLS - done), random);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + " after " + done + " kills", e);
      }
    }
    System.out.printf(
        "soak: %d kills at %d records per second, %d records sent twice%n",
        KILLS, perSecond, repeated);
  }

  private static long kill(Path directory, int perSecond, int times, Random random)
      throws Exception {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      backend.pace(perSecond);
      Program clew =
          new Program(directory)
              .exportingTo(backend)
              .with("OTEL_METRIC_EXPORT_INTERVAL", "50")
              .with("OTEL_BLRP_SCHEDULE_DELAY", "50");
      int established = 0;
      int orphans = 0;
      for (int i = 0; i < times; i++) {
        boolean wait = i % 4 != 0;
        Path environment = directory.resolve("environment" + i);
        kill(clew, wait, environment, random.nextInt(1_000));
        established += wait ? 1 : 0;
        if (i % 4 == 1) {
          assertThat(orphan(clew, environment).code()).isZero();
          orphans++;
        }
      }

      // An orphan may have delivered all of its run.
      assertThat(clew.run("runs").text().lines().filter(run -> run.startsWith("interrupted")))
          .hasSizeBetween(established - orphans, times);
      backend.accept();
      assertThat(clew.run("replay", "--pending").code()).isZero();
      List<String> received = backend.records.keys();
      Set<String> distinct = new HashSet<>(received);
      for (Path file : clew.runFiles()) {
        assertThat(distinct).containsAll(Records.of(file).keys());
      }
      for (String event : List.of("run.started", "command.started", "ready")) {
        assertThat(backend.records.events().stream().filter(event::equals))
            .hasSizeGreaterThanOrEqualTo(established);
      }
      assertThat(backend.records.events().stream().filter("late"::equals))
          .as("events of orphans")
          .hasSizeGreaterThanOrEqualTo(orphans);
      assertThat(clew.run("replay", "--pending").text()).isEqualTo("No run awaits delivery.\n");
      assertThat(received.size() - distinct.size()).isLessThan(times * IN_FLIGHT);
      return received.size() - distinct.size();
    }
  }

  /// Starts a run and kills it, and its command after it.
  ///
  /// @param established whether to wait until an event of the command's is recorded
  /// @param environment where the command leaves its environment
  private static void kill(Program clew, boolean established, Path environment, int millis)
      throws Exception {
    Process process =
        clew.start(
            "--debug",
            "run",
            "--",
            "sh",
            "-c",
            "export -p > %s; %s event ready && echo acknowledged; while seq 100; do sleep 0.02; done"
                .formatted(environment, Program.path()));
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (established) {
      assertThat(out.readLine()).isEqualTo("acknowledged");
    }
    Thread reader = Thread.ofVirtual().start(() -> drain(out));
    assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).as("it has ended").isFalse();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
    reader.join();
  }

  /// Records an event as a process does that a killed run has left behind.
  private static Ended orphan(Program clew, Path environment) throws IOException {
    return clew.end(clew.shell(". %s; exec %s event late".formatted(environment, Program.path())));
  }

  private static void drain(BufferedReader out) {
    try (out) {
      while (out.readLine() != null) {
        continue;
      }
    } catch (IOException closed) {
      // The process was killed, and Java has closed its pipe.
      Thread.yield();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void manyAtOnce(boolean exporting) throws Exception {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew = new Program(home);
      if (exporting) {
        clew.exportingTo(backend);
      }
      List<Process> all = IntStream.range(0, CROWD).mapToObj(_ -> started(clew)).toList();
      for (Process process : all) {
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
            .isEmpty();
        assertThat(process.waitFor()).isZero();
      }

      assertThat(clew.runFiles()).hasSize(exporting ? 0 : CROWD);
      Records records = exporting ? backend.records : new Records();
      clew.runFiles().forEach(records::addAll);
      assertThat(records.spans).hasSize(CROWD);
      assertThat(records.events().stream().filter("run.summary"::equals)).hasSize(CROWD);
      assertThat(records.keys()).doesNotHaveDuplicates();
    }
  }

  private static Process started(Program clew) {
    try {
      return clew.start("run", "--", "true");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
