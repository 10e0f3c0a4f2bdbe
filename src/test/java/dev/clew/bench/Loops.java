package dev.clew.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/// Runs JMH's benchmarks and keeps their times. `bench/jmh` runs it, with JMH's own options.
final class Loops {
  private Loops() {}

  public static void main(String... args)
      throws IOException, CommandLineOptionException, RunnerException {
    List<Row> rows = new ArrayList<>();
    for (RunResult result : new Runner(new CommandLineOptions(args)).run()) {
      rows.add(row(result));
    }
    System.err.println("kept in " + Results.addLoops(rows));
  }

  private static Row row(RunResult result) {
    String name = result.getParams().getBenchmark();
    int method = name.lastIndexOf('.');
    List<String> words = new ArrayList<>();
    words.add(name.substring(name.lastIndexOf('.', method - 1) + 1));
    for (String key : result.getParams().getParamsKeys()) {
      words.add(key + "=" + result.getParams().getParam(key));
    }
    return Row.alone(
        String.join(" ", words),
        result.getPrimaryResult().getScoreUnit(),
        Row.Better.LESS,
        result.getBenchmarkResults().stream()
            .map(BenchmarkResult::getIterationResults)
            .flatMap(Collection::stream)
            .mapToDouble(Loops::score)
            .toArray());
  }

  private static double score(IterationResult iteration) {
    return iteration.getPrimaryResult().getScore();
  }
}
