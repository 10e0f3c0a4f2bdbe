package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Disks that take no more, clocks that jump: the command is not harmed, and nothing is lost
/// without a word. A limit on the size of files stands for a full disk.
class DiskTest {
  @TempDir Path home;

  @Test
  void whatTheDiskDoesNotTakeReachesTheBackendThroughMemory() throws Exception {
    // More than the disks and memory hold: the command waits for the backend.
    int lines = 40_000;
    var received = new Tally();
    try (OtlpReceiver backend = OtlpReceiver.grpc(received)) {
      Program clew = new Program(home).exportingTo(backend);

      Ended ended = onAFullDisk(clew, "--debug run -- seq " + lines);

      assertThat(ended.code()).isZero();
      assertThat(ended.text().lines().count()).isEqualTo(lines);
      assertThat(ended.err())
          .containsOnlyOnce("[E023]")
          .contains("recording goes on in ")
          .doesNotContain("E040", "E041");
      assertThat(received.distinct()).isEqualTo(lines);
      assertThat(received.firstMissing()).isEqualTo(lines + 1);
      assertThat(received.repeated()).isZero();
      assertThat(received.events()).containsOnlyOnce("run.started", "run.finished", "run.summary");
      assertThat(received.spans).hasSize(1);
      assertThat(clew.runFiles()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFullHomeGoesOnBelowTmpdir(boolean exporting) throws Exception {
    assumeThat("root".equals(System.getProperty("user.name"))).as("mounts need root").isTrue();
    Path disk = Files.createDirectory(home.resolve("disk"));
    Path temporary = Files.createDirectory(home.resolve("tmp"));
    command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    try {
      int lines = 80_000;
      Program clew =
          new Program(home)
              .with("CLEW_HOME", disk.resolve("clew").toString())
              .with("TMPDIR", temporary.toString());
      if (exporting) {
        clew.with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");
      }

      Ended ended = clew.run("--debug", "run", "--", "seq", String.valueOf(lines));

      assertThat(ended.code()).isZero();
      assertThat(ended.text().lines().count()).isEqualTo(lines);
      assertThat(ended.err()).contains("[E023]", temporary.toString()).doesNotContain("E041");
      Path kept;
      try (Stream<Path> files = Files.walk(temporary)) {
        kept = files.filter(file -> file.toString().endsWith(".jsonl")).toList().getFirst();
      }
      if (exporting) {
        assertThat(ended.err()).contains("The whole run is in " + kept);
      }
      var tally = new Tally();
      tally.addAll(kept);
      assertThat(tally.distinct()).isEqualTo(lines);
      assertThat(tally.repeated()).isZero();
      assertThat(tally.events()).contains("run.started", "run.finished", "run.summary");
    } finally {
      command("umount", "-l", disk.toString());
    }
  }

  @Test
  void aHomeRemovedInMidRunIsMadeAgain() throws Exception {
    Path removed = Files.createDirectory(home.resolve("h"));
    Program clew = new Program(removed);
    String removal = "echo one; rm -rf '" + removed + "'; echo two; exit 4";

    Ended ended = clew.run("--debug", "run", "--", "sh", "-c", removal);

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err()).doesNotContain("[E");
    Records records = Records.of(clew.runFiles().getFirst());
    assertThat(records.output("stdout")).containsExactly("one", "two");
    assertThat(records.events()).contains("run.started", "run.finished", "run.summary");
  }

  private static void command(String... words) throws Exception {
    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void whatIsNowhereIsSaid() throws Exception {
    Program clew = new Program(home).with("TMPDIR", home.toString());

    Ended ended = onAFullDisk(clew, "--debug run -- sh -c 'seq 2000; exit 3'");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.text().lines().count()).isEqualTo(2000);
    assertThat(ended.err()).containsOnlyOnce("[E041]");
    assertThat(onAFullDisk(clew, "--debug run --require-export -- seq 2000").code()).isEqualTo(75);
  }

  @Test
  void memoryServesWhereNoDirectoryDoes() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew =
          new Program(home)
              .exportingTo(backend)
              .with("CLEW_HOME", file.resolve("clew").toString())
              .with("TMPDIR", file.toString());

      Ended ended = clew.run("--debug", "run", "--require-export", "--", "echo", "one");

      assertThat(ended.code()).isZero();
      assertThat(ended.err()).containsOnlyOnce("[E023]").contains("recording goes on in memory");
      assertThat(backend.records.output("stdout")).containsExactly("one");
      assertThat(backend.records.events()).contains("run.started", "run.summary");
    }
    Program clew =
        new Program(home)
            .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
            .with("CLEW_HOME", file.resolve("clew").toString())
            .with("TMPDIR", file.toString());
    Ended lost = clew.run("run", "--", "sh", "-c", "exit 3");
    assertThat(lost.code()).isEqualTo(3);
    assertThat(lost.err()).containsOnlyOnce("[E041]");
  }

  @Test
  void aRunOfWhichTheDiskTookNothingIsNotListed() throws Exception {
    Program clew = new Program(home).with("TMPDIR", home.toString());
    String limited = "trap '' XFSZ; ulimit -f 0; exec " + Program.path() + " run -- echo one";

    Ended ended = clew.end(clew.shell(limited));

    assertThat(ended.text()).isEqualTo("one\n");
    assertThat(ended.err()).containsOnlyOnce("[E041]");
    assertThat(clew.runFiles()).isEmpty();
  }

  private static Ended onAFullDisk(Program clew, String arguments) throws Exception {
    // In blocks of 512 bytes. A process that exceeds the limit gets a signal unless it ignores it.
    return clew.end(
        clew.shell("trap '' XFSZ; ulimit -f 128; exec " + Program.path() + " " + arguments));
  }
}
