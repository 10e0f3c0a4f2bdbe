package dev.clew.run.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTailTest {
  private final OutputTail out = new OutputTail();
  private final OutputTail err = new OutputTail();

  @Test
  void streamsAreMergedByTheTimeOfTheirLines() {
    add(out, "one\ntw", 1);
    add(err, "error\n", 2);
    add(out, "o\nthree\n", 3);

    assertThat(OutputTail.lastLines(50, out, err)).containsExactly("one", "two", "error", "three");
  }

  @Test
  void onlyTheLastLinesAreKept() {
    for (int i = 0; i < 100_000; i++) {
      add(out, "line " + i + "\n", i);
    }

    assertThat(OutputTail.lastLines(2, out, err)).containsExactly("line 99998", "line 99999");
  }

  @Test
  void aBigChunkLeavesItsEnd() {
    add(out, "x".repeat(100_000) + "\nlast\n", 1);

    assertThat(OutputTail.lastLines(1, out)).containsExactly("last");
  }

  private static void add(OutputTail tail, String text, long nanos) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tail.add(bytes, bytes.length, nanos);
  }
}
