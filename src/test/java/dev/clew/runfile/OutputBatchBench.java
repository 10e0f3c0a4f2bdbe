package dev.clew.runfile;

import dev.clew.bench.BuildOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/// The lines of a megabyte of a command's output, as the OTLP/JSON that a run file gets.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OutputBatchBench {
  private final byte[] span = OutputBatch.span("0".repeat(32), "0".repeat(16));
  private final OutputBatch batch =
      new OutputBatch("{\"attributes\":[]}".getBytes(StandardCharsets.US_ASCII), "stdout");

  private List<byte[]> lines = List.of();

  @Setup
  public void setup() {
    lines = BuildOutput.lines();
  }

  @Benchmark
  public void encode(Blackhole nowhere) {
    for (byte[] line : lines) {
      batch.add(line, 0, line.length, null, span, 1_767_225_600_000_000_000L);
      if (batch.isFull()) {
        nowhere.consume(batch.drain());
      }
    }
    nowhere.consume(batch.drain());
  }
}
