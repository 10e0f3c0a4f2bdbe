package dev.clew.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.Home;
import dev.clew.runs.RunFixture;
import dev.clew.runs.file.RunReader;
import dev.clew.runs.file.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class RunReaderPropertyTest {
  private static Path directory = Path.of("");
  private static byte[] whole = {};

  @BeforeContainer
  static void write() throws IOException {
    directory = Files.createTempDirectory("clew-reader");
    RunFixture run = RunFixture.run(new Home(directory), "8b4766a1c2d3e4f5");
    run.runStarted(0, "s1", "make größer 走")
        .output(1, "s1", "stdout", "one \u001b[31m走\ud83d\ude00")
        .span(0, 9, "s1", "", "make", 2, RunFixture.texts("process.command_args", "a", "b"))
        .metric(
            "clew.user",
            1,
            "m",
            "1",
            "\"gauge\":{\"dataPoints\":[" + RunFixture.point(1, "\"asInt\":\"7\"") + "]}");
    whole = Files.readAllBytes(run.path());
  }

  @AfterContainer
  static void remove() throws IOException {
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 300)
  void aCutFileIsReadUpToTheCut(@ForAll @DoubleRange(min = 0, max = 1) double share)
      throws IOException {
    int length = (int) (whole.length * share);
    long lines = 0;
    for (int i = 0; i < length; i++) {
      lines += whole[i] == '\n' ? 1 : 0;
    }

    assertThat(entries(Arrays.copyOf(whole, length))).isBetween(lines, lines + 1);
  }

  @Property(tries = 500)
  void aChangedByteIsNeverAnException(
      @ForAll @DoubleRange(min = 0, max = 0.99) double share,
      @ForAll @IntRange(min = 0, max = 255) int value)
      throws IOException {
    byte[] changed = whole.clone();
    changed[(int) (whole.length * share)] = (byte) value;

    assertThat(entries(changed)).isBetween(2L, 4L);
  }

  @Property(tries = 300)
  void arbitraryBytesAreNeverAnException(@ForAll byte[] bytes) throws IOException {
    assertThat(entries(bytes)).isZero();
  }

  private static long entries(byte[] bytes) throws IOException {
    Path file = directory.resolve("cut.jsonl");
    Files.write(file, bytes);
    long[] count = {0};
    try (RunReader reader = RunReader.open(file, 0, Selection.ALL)) {
      reader.readAll(entry -> ++count[0] > 0);
    }
    return count[0];
  }
}
