package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines with invented secrets, each between `⟦` and `⟧`, and lines that look similar and hold
/// none.
class RedactionCorpusTest {
  @TempDir Path home;

  @Test
  void noSecretReachesFileBackendOrTail() throws IOException {
    List<String> corpus = lines("secrets.txt");
    Files.write(home.resolve("corpus"), corpus.stream().map(RedactionCorpusTest::plain).toList());
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew = new Program(home).exportingTo(backend).with("CLEW_DIAGNOSTICS_FILE", "1");

      // The end of the output is in the failure event, in five parts.
      clew.run(
          "--debug",
          "run",
          "--",
          "sh",
          "-c",
          "cat corpus; for i in 1 2 3 4; do head -n $((i * 40)) corpus | tail -n 40 > part; "
              + Program.path()
              + " step part$i -- sh -c 'cat part >&2; exit 1'; done; tail -n 40 corpus; exit 1");

      String file = Files.readString(clew.runFiles().getFirst());
      String received = backend.records.logs.toString() + backend.records.spans;
      assertThat(corpus).hasSize(200);
      assertThat(corpus.stream().map(RedactionCorpusTest::secret))
          .allSatisfy(
              secret -> assertThat(file.contains(secret) || received.contains(secret)).isFalse());
      assertThat(backend.records.output("stdout")).hasSize(240);
      assertThat(
              Records.attributes(backend.records.event("command.finished").getAttributesList())
                  .get("clew.output.tail"))
          .contains("[REDACTED]");
    }
  }

  @Test
  void whatOnlyLooksSimilarIsLeftAlone() throws IOException {
    List<String> corpus = lines("harmless.txt");
    Files.write(home.resolve("corpus"), corpus);
    Program clew = new Program(home);

    clew.run("--debug", "run", "--", "cat", "corpus");

    List<String> recorded = clew.records().output("stdout");
    assertThat(recorded).hasSize(2000).hasSameSizeAs(corpus);
    assertThat(
            IntStream.range(0, corpus.size())
                .filter(i -> !corpus.get(i).equals(recorded.get(i)))
                .mapToObj(corpus::get))
        .hasSizeLessThanOrEqualTo(20);
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = RedactionCorpusTest.class.getResourceAsStream("/redaction/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String plain(String line) {
    return line.replaceAll("[⟦⟧]", "");
  }

  private static String secret(String line) {
    return line.substring(line.indexOf('⟦') + 1, line.indexOf('⟧'));
  }
}
