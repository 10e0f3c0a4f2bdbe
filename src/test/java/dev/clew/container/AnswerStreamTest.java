package dev.clew.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  private String text(String written) {
    InputStream from = new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8));
    return new AnswerStream(from, lines::add).text();
  }

  @Test
  void linesComeAsTheyAreWritten() {
    assertThat(text("one\r\n\ntwo é\nlast")).isEqualTo("one\n\ntwo é\nlast\n");
    assertThat(lines).containsExactly("one", "", "two é", "last");
  }

  @Test
  void aLineWithoutEndIsCutOff() {
    assertThat(text("a".repeat(5 << 20) + "\nend\n")).hasSizeLessThan(2 << 20).endsWith("end\n");
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).hasSize(1 << 20);
  }

  @Test
  void theEndOfManyLinesIsKept() {
    assertThat(text("line\n".repeat(1 << 20) + "end\n"))
        .hasSizeLessThan((1 << 20) + 10)
        .endsWith("line\nend\n");
  }

  @Test
  void aStreamThatStaysOpenIsNotWaitedFor() throws Exception {
    try (var in = new PipedInputStream();
        var out = new PipedOutputStream(in)) {
      var stream = new AnswerStream(in, lines::add);
      out.write("answer\n".getBytes(StandardCharsets.UTF_8));
      out.flush();

      assertThat(stream.text()).isEqualTo("answer\n");
    }
  }
}
