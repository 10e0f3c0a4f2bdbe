package dev.clew.redaction;

import dev.clew.bench.BuildOutput;
import dev.clew.pattern.LinearPattern;
import dev.clew.telemetry.Nowhere;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// The lines of a megabyte of a command's output.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineRedactorBench {
  /// How many patterns of the user's there are.
  @Param({"0", "1"})
  public int own;

  private List<byte[]> lines = List.of();
  private Redaction redaction = new Redaction(List.of());

  @Setup
  public void setup() {
    lines = BuildOutput.lines();
    redaction = new Redaction(List.of(LinearPattern.compile("ACME-[0-9]{6}")).subList(0, own));
  }

  @Benchmark
  public void redact(Blackhole nowhere) {
    LineRedactor redactor = redaction.lines(new Nowhere(nowhere));
    for (byte[] line : lines) {
      redactor.line(line, 0, line.length, true, 1);
    }
  }
}
