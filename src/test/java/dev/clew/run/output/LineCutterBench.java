package dev.clew.run.output;

import dev.clew.bench.BuildOutput;
import dev.clew.redaction.LineRedactor;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.Nowhere;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// A megabyte of a command's output, in chunks as a pipe has them.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineCutterBench {
  private static final int CHUNK = 64 << 10;

  private byte[][] chunks = new byte[0][];

  @Setup
  public void setup() {
    byte[] output = BuildOutput.megabyte();
    chunks = new byte[(output.length + CHUNK - 1) / CHUNK][];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = Arrays.copyOfRange(output, i * CHUNK, Math.min(output.length, (i + 1) * CHUNK));
    }
  }

  /// What is done without `--debug`.
  @Benchmark
  public long count() {
    return lines(null);
  }

  /// Cutting and looking for secrets: one does not go without the other.
  @Benchmark
  public long cutAndRedact(Blackhole nowhere) {
    return lines(new Redaction(List.of()).lines(new Nowhere(nowhere)));
  }

  private long lines(@Nullable LineRedactor to) {
    LineCutter cutter = new LineCutter(to);
    for (byte[] chunk : chunks) {
      cutter.accept(chunk, chunk.length, 1);
    }
    cutter.end(1);
    return cutter.lines();
  }
}
