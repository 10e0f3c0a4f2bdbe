package dev.clew.console.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LaunchOutputTest {
  private final LaunchOutput output = new LaunchOutput();

  private LaunchOutput.Kept kept(String written) {
    output.read(new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)));
    return output.kept();
  }

  @Test
  void aLineIsSeenBeforeItEnds() {
    assertThat(kept("one\ntwo").lines()).containsExactly("one", "two");
    assertThat(kept(" more\n").lines()).containsExactly("one", "two more");
  }

  @Test
  void aCarriageReturnWritesOverTheLine() {
    assertThat(kept("10 %\r50 %\r100 %\r\ndone\r\n\n").lines())
        .containsExactly("100 %", "done", "");
  }

  @Test
  void onlyTheEndIsKept() {
    LaunchOutput.Kept kept = kept("x\n".repeat(LaunchOutput.MOST + 7) + "last\n");

    assertThat(kept.lines()).hasSize(LaunchOutput.MOST).endsWith("last");
    assertThat(kept.dropped()).isEqualTo(8);
  }

  @Test
  void aLineWithoutEndIsCut() {
    assertThat(kept("x".repeat(10_000)).lines())
        .allMatch(line -> line.length() <= LaunchOutput.LONGEST)
        .hasSize(3);
  }

  @Test
  void whatCannotBeReadIsSaid() {
    output.read(
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken on purpose");
          }
        });

    assertThat(output.kept().lines())
        .containsExactly("its output cannot be read: broken on purpose");
  }
}
