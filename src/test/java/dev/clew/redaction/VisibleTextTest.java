package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain é text          | plain é text
          E[31mredE[0m          | red
          E[1;38;5;196mxE[K!    | x!
          10%R20%R30%           | 30%
          whole lineR           | whole line
          NnAaMmEe              | NnAaMmEe
          _BN_BA                | NA
          éBe                   | e
          E]0;titleGtext        | text
          E]8;;http://aE\\linkE]8;;E\\ | link
          E(Bascii              | ascii
          E7savedE8             | saved
          cut offE[3            | cut off
          cut offE              | cut off
          """)
  void isWhatIsSeen(String written, String seen) {
    String text =
        written
            .replace("E[", "\u001b[")
            .replace("E]", "\u001b]")
            .replace("E(", "\u001b(")
            .replace("E\\", "\u001b\\")
            .replace("E7", "\u001b7")
            .replace("E8", "\u001b8")
            .replaceAll("offE$", "off\u001b")
            .replace('R', '\r')
            .replace("Gt", "\u0007t")
            .replaceAll("([_é])B", "$1\b");

    assertThat(VisibleText.of(text)).isEqualTo(seen);
  }

  @Property
  void neverHasAControlCharacter(@ForAll String text) {
    byte[] seen = VisibleText.of(text).getBytes(StandardCharsets.UTF_8);

    assertThat(VisibleText.isControlled(seen, 0, seen.length)).isFalse();
  }

  @Test
  void theOriginalIsKeptWhereItShowsNoSecret() {
    assertThat(recorded("\u001b[32mok\u001b[0m")).containsExactly("ok", "\u001b[32mok\u001b[0m");
    assertThat(recorded("plain")).containsExactly("plain", null);
    assertThat(recorded("token=\u001b[1mabcdef12345\u001b[0m"))
        .containsExactly("token=[REDACTED]", null);
  }

  private static List<@Nullable String> recorded(String line) {
    List<@Nullable String> recorded = new ArrayList<>();
    OutputSink sink =
        new OutputSink() {
          @Override
          public void line(byte[] text, int from, int to, byte @Nullable [] original, long nanos) {
            recorded.add(new String(text, from, to - from, StandardCharsets.UTF_8));
            recorded.add(original == null ? null : new String(original, StandardCharsets.UTF_8));
          }

          @Override
          public OutputSink of(SpanContext span) {
            return this;
          }

          @Override
          public void flush() {}
        };
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    new Redaction(List.of()).lines(sink).line(bytes, 0, bytes.length, true, 1);
    return recorded;
  }
}
