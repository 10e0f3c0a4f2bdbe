package dev.clew.run.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.runfile.RunId;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanFramingTest {
  private static final SpanContext SPAN =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  private final SpanFraming frames = new SpanFraming(new RunId("8b4766a1c2d3e4f5"));
  private final ByteArrayOutputStream pipe = new ByteArrayOutputStream();

  @Test
  void aFrameIsWrittenAtOnceAndFitsIntoAPipe() throws IOException {
    List<Integer> writes = new ArrayList<>();
    OutputStream to =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new AssertionError("byte by byte");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            writes.add(length);
          }
        };

    frames.output(to, SPAN).write(new byte[10_000]);

    assertThat(writes).hasSize(3).allMatch(length -> length <= SpanFraming.MAX);
  }

  /// Steps and the command itself write in turn, more than a chunk; reads cut as they like.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void whatStandsInFramesComesOutAsItWentIn(int seed) throws IOException {
    var random = new Random(seed);
    var expected = new ByteArrayOutputStream();
    OutputStream step = frames.output(pipe, SPAN);
    for (int i = 0; i < 400; i++) {
      byte[] piece = new byte[random.nextInt(1, 3000)];
      random.nextBytes(piece);
      expected.write(piece);
      (random.nextBoolean() ? step : pipe).write(piece);
    }
    var out = new ByteArrayOutputStream();
    var tap = new OutputTap(null, _ -> null);

    pump(pipe.toByteArray(), out, null, tap);

    assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(tap.bytes()).isEqualTo(expected.size());
  }

  @Test
  void aFrameGoesOnAsItIsToAnotherClew() throws IOException {
    frames.output(pipe, SPAN).write("inner".getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();

    pump(pipe.toByteArray(), OutputStream.nullOutputStream(), out, new OutputTap(null, _ -> null));

    assertThat(out.toByteArray()).isEqualTo(pipe.toByteArray());
    assertThat(frames.span(out.toByteArray(), 0)).isEqualTo(SPAN);
  }

  @Test
  void whatOnlyBeginsLikeAFramePasses() throws IOException {
    byte[] text = "\u001b_clew;8b4766a1c2d3e4f5;cut\n\u001b_clew;".getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();

    pump(text, out, null, new OutputTap(null, _ -> null));

    assertThat(out.toByteArray()).isEqualTo(text);
  }

  private void pump(byte[] bytes, OutputStream out, OutputStream framed, OutputTap tap) {
    var whole = new FilterInputStream(new ByteArrayInputStream(bytes)) {};
    var pump = new OutputPump(whole, out, frames, framed, tap, () -> {}, Clock.systemUTC(), "test");
    pump.start();
    try {
      pump.await(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
