package dev.clew.run.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pattern.LinearPattern;
import dev.clew.redaction.OutputSink;
import dev.clew.redaction.Redaction;
import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineCutterTest {
  private final Redaction redaction =
      new Redaction(List.of(LinearPattern.compile("ACME-[0-9]{6}")));
  private final Lines lines = new Lines();
  private final LineCutter cutter = new LineCutter(redaction.lines(lines));

  @Test
  void linesAreCutHoweverTheyArrive() {
    String text = "one\ntwo\r\n\nfour and no end";
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      lines.all.clear();
      LineCutter each = new LineCutter(redaction.lines(lines));
      byte[] bytes = bytes(text);
      int at = 0;
      while (at < bytes.length) {
        int size = Math.min(bytes.length - at, random.nextInt(6));
        byte[] chunk = Arrays.copyOfRange(bytes, at, at + size);
        each.accept(chunk, size, 1);
        at += size;
      }
      each.end(1);

      assertThat(lines.all).containsExactly("one", "two", "", "four and no end");
      assertThat(each.lines()).isEqualTo(4);
      assertThat(each.bytes()).isEqualTo(bytes.length);
    }
  }

  @Test
  void aLongLineIsSplitAtACharactersBorder() {
    byte[] text = bytes("é".repeat(LineCutter.MAX_LINE) + "\n");

    cutter.accept(text, text.length, 1);
    cutter.end(1);

    assertThat(String.join("", lines.all)).isEqualTo("é".repeat(LineCutter.MAX_LINE));
    assertThat(lines.all)
        .hasSizeGreaterThan(1)
        .allMatch(line -> bytes(line).length <= LineCutter.MAX_LINE);
  }

  @Test
  void aProgressBarIsOneLineHoweverLong() {
    var frames = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      frames.append("\r ").append(i).append(" of 20000 ").append("#".repeat(i / 400));
    }
    String last = " 19999 of 20000 " + "#".repeat(49);
    for (String text :
        List.of(frames + "\n", frames + "\r\n", frames + "\r\r\n", frames.toString())) {
      for (int size : List.of(1, 1000, 8192, 100_000, 10_000_000)) {
        lines.all.clear();
        LineCutter each = new LineCutter(redaction.lines(lines));
        byte[] bytes = bytes(text);
        for (int at = 0; at < bytes.length; at += size) {
          byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
          each.accept(chunk, chunk.length, 1);
        }
        each.end(1);

        assertThat(lines.all).as("in pieces of %d", size).containsExactly(last);
        assertThat(each.lines()).isEqualTo(1);
      }
    }
  }

  @Test
  void aSecretIsFoundWhereverItIsCut() {
    Random random = new Random(7);
    List<String> secrets =
        List.of("token=hunter2hunter2", "ghp_hunter2hunter2hunter2hunter2", "ACME-123456");
    for (int round = 0; round < 400; round++) {
      lines.all.clear();
      LineCutter each = new LineCutter(redaction.lines(lines));
      String secret = secrets.get(round % secrets.size());
      int before = LineCutter.MAX_LINE - random.nextInt(40);
      String text = "x".repeat(before) + " " + secret + " " + "y".repeat(random.nextInt(6000));
      byte[] bytes = bytes(text + "\n");
      int at = 0;
      while (at < bytes.length) {
        int size = Math.min(bytes.length - at, 1 + random.nextInt(30_000));
        each.accept(Arrays.copyOfRange(bytes, at, at + size), size, 1);
        at += size;
      }
      each.end(1);

      assertThat(String.join("", lines.all))
          .isEqualTo(redaction.text(text))
          .contains(Redaction.MARK)
          .doesNotContain("hunter2", "123456");
      assertThat(lines.all)
          .allMatch(line -> bytes(line).length <= LineCutter.MAX_LINE + Redaction.MARK.length());
    }
  }

  @Test
  void aSecretLongerThanALineIsLeftOutWhole() {
    byte[] text = bytes("a password=" + "s".repeat(300_000) + " b\nc\n");

    cutter.accept(text, text.length, 1);

    assertThat(String.join("", lines.all)).isEqualTo("a password=[REDACTED] bc");
  }

  @Test
  void aPrivateKeyIsLeftOutUntilItsEnd() {
    byte[] text =
        bytes("a -----BEGIN RSA PRIVATE KEY-----\nMIIE\nabcd\n-----END RSA PRIVATE KEY-----\nb\n");

    cutter.accept(text, text.length, 1);

    assertThat(lines.all)
        .containsExactly("a [REDACTED]", "[REDACTED]", "[REDACTED]", "[REDACTED]", "b");
  }

  @Test
  void whoOnlySpeaksOfKeysLosesFewLines() {
    String key = "k".repeat(64) + "\n";
    byte[] text =
        bytes(
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0\n\n"
                + key.repeat(50)
                + "kk==\n-----END RSA PRIVATE KEY-----\nbetween\n"
                + "grep: -----BEGIN PRIVATE KEY-----\n"
                + "a line\n".repeat(5)
                + "an ordinary line\n");

    cutter.accept(text, text.length, 1);

    assertThat(lines.all)
        .hasSize(64)
        .filteredOn(line -> !line.endsWith("[REDACTED]"))
        .containsExactly("between", "an ordinary line");
  }

  @Test
  void aLineThatNeverEndsDoesNotFillMemory() {
    byte[] chunk = bytes("x".repeat(10_000));
    for (int i = 0; i < 100; i++) {
      cutter.accept(chunk, chunk.length, 1);
    }

    assertThat(lines.all).hasSize(15).allMatch(line -> line.length() == LineCutter.MAX_LINE);
  }

  @Property
  void countsEveryLineEnd(@ForAll @Size(max = 300) byte[] chunk, @ForAll boolean dense) {
    for (int i = 0; dense && i < chunk.length; i++) {
      // Bytes that differ from a line end in one bit, and line ends.
      chunk[i] = (byte) (chunk[i] % 3 == 0 ? '\n' : '\n' ^ (1 << (i & 7)));
    }
    LineCutter counter = new LineCutter(null);
    counter.accept(chunk, chunk.length, 1);

    long expected = 0;
    for (byte b : chunk) {
      expected += b == '\n' ? 1 : 0;
    }
    assertThat(counter.lines()).isEqualTo(expected);
  }

  @Test
  void withoutASinkLinesAreCounted() {
    LineCutter counter = new LineCutter(null);
    counter.accept(bytes("a\nb\nc"), 5, 1);
    counter.end(1);

    assertThat(counter.lines()).isEqualTo(3);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Lines implements OutputSink {
    private final List<String> all = new ArrayList<>();

    @Override
    public void line(byte[] text, int from, int to, byte @Nullable [] original, long nanos) {
      all.add(new String(text, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public OutputSink of(SpanContext span) {
      return this;
    }

    @Override
    public void flush() {}
  }
}
