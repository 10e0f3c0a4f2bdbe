package dev.clew.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Measures Clew beside what is on the machine, prints a table of ratios and keeps what it is made
/// of. `bench/run` runs it.
final class Bench {
  private static final int LINES = Integer.getInteger("bench.lines", 2_500_000);
  private static final int MEMORY_LINES = Integer.getInteger("bench.memory.lines", 10_000_000);
  private static final int STEPS = Integer.getInteger("bench.steps", 1000);
  private static final int LINE_BYTES = 80;

  private final String clew;
  private final int rounds;
  private final Path scratch;
  private final Commands commands;
  private final List<Row> rows = new ArrayList<>();

  private Bench(Path clew, int rounds, Path scratch) {
    this.clew = clew.toString();
    this.rounds = rounds;
    this.scratch = scratch;
    this.commands = new Commands(scratch.resolve("home"));
  }

  public static void main(String... args) throws IOException, InterruptedException {
    Path clew = Path.of(args[0]).toRealPath();
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    Path scratch = Files.createTempDirectory("clew-bench");
    Thread cleaning = new Thread(() -> remove(scratch));
    Runtime.getRuntime().addShutdownHook(cleaning);
    Bench bench = new Bench(clew, rounds, scratch);
    System.out.println(Row.HEAD);
    bench.start();
    bench.steps();
    bench.pump();
    bench.debug();
    bench.memory();
    System.err.println("kept in " + Results.add(clew, bench.rows));
  }

  private void row(Row row) {
    rows.add(row);
    System.out.println(row.text());
  }

  private void rows(Collection<Row> more) {
    more.forEach(this::row);
  }

  private void start() throws IOException, InterruptedException {
    Contest contest =
        new Contest(commands)
            .with("true", "true")
            .withIfThere("time true", "time", "true")
            .withIfThere("otel-cli exec", "otel-cli", "exec", "--", "true")
            .with("--version", clew, "--version")
            .with("config check", clew, "config", "check")
            .with("run -- true", clew, "run", "--", "true")
            .hold(rounds);
    for (String name : List.of("--version", "config check", "run -- true")) {
      rows(contest.times(name, "true"));
    }
    rows(contest.times("run -- true", "time true"));
    rows(contest.times("run -- true", "otel-cli exec"));
    if (Commands.isThere("time")) {
      double[] memory = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        memory[round] = residentAtMost(clew, "run", "--", "true");
      }
      row(Row.alone("memory of run -- true", "MB", Row.Better.LESS, memory));
    }
  }

  /// Asks GNU time: such a process ends before one has looked at it.
  private double residentAtMost(String... command) throws IOException, InterruptedException {
    Path said = scratch.resolve("said");
    List<String> timed = new ArrayList<>(List.of("time", "-f", "%M", "-o", said.toString()));
    timed.addAll(List.of(command));
    commands.millis(timed);
    return Long.parseLong(Files.readString(said).strip()) / 1024.0;
  }

  /// Many steps of one run.
  private void steps() throws IOException, InterruptedException {
    commands.forget();
    Path file = scratch.resolve("steps");
    double memory =
        commands.megabytes(
            clew,
            "run",
            "--",
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Steps.class.getName(),
            clew,
            Integer.toString(STEPS),
            file.toString());
    List<String> lines = Files.readAllLines(file);
    int part = Math.min(Steps.PART, STEPS);
    double[] first = column(lines.subList(0, part), 0);
    double[] last = column(lines.subList(STEPS - part, STEPS), 0);
    row(
        Row.times(
            "step, the first hundred / true", "true", first, column(lines.subList(0, part), 1)));
    row(
        Row.times(
            "step, the last hundred of " + count(STEPS) + " / true",
            "true",
            last,
            column(lines.subList(STEPS - part, STEPS), 1)));
    row(Row.times("step, the last hundred / the first", "the first", last, first));
    row(
        Row.alone(
            "bytes a step in the run file",
            "B",
            Row.Better.LESS,
            (double) commands.recorded() / STEPS));
    row(Row.alone("memory of a run of " + count(STEPS) + " steps", "MB", Row.Better.LESS, memory));
    List<String> ofSteps = lines.subList(STEPS, lines.size());
    if (ofSteps.size() == 2) {
      double[] megabytes = column(ofSteps, 0);
      row(
          new Row(
              "memory of the last step / of an early one",
              "MB",
              Row.Better.LESS,
              "early",
              new double[] {megabytes[1] / 1024},
              new double[] {megabytes[0] / 1024}));
    }
    commands.forget();
  }

  private static double[] column(List<String> lines, int column) {
    return lines.stream()
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[column]))
        .toArray();
  }

  /// Lines through a pipe.
  private void pump() throws IOException, InterruptedException {
    String data = data().toString();
    Map<String, String> ways = new LinkedHashMap<>();
    ways.put("cat", "cat " + data);
    ways.put("tee", "cat " + data + " | tee /dev/null");
    if (Commands.isThere("script")) {
      ways.put("script", "script -qc 'cat " + data + "' /dev/null");
    }
    for (String mode : List.of("--no-capture", "", "--pty")) {
      ways.put(pump(mode), clew + " run " + mode + " -- cat " + data);
    }
    Contest contest = new Contest(commands);
    for (Map.Entry<String, String> way : ways.entrySet()) {
      passesAll(way.getValue());
      contest.with(way.getKey(), piped(way.getValue()));
    }
    contest.hold(fewRounds());
    double megabytes = (double) LINES * LINE_BYTES / 1e6;
    rows(contest.rates(pump("--no-capture"), "cat", "MB/s", megabytes));
    rows(contest.rates(pump(""), "cat", "MB/s", megabytes));
    rows(contest.rates(pump("--no-capture"), "tee", "MB/s", megabytes));
    rows(contest.rates(pump(""), "tee", "MB/s", megabytes));
    rows(contest.rates(pump(""), "script", "MB/s", megabytes));
    rows(contest.rates(pump("--pty"), "script", "MB/s", megabytes));
  }

  private static String pump(String mode) {
    return mode.isEmpty() ? "pump" : "pump " + mode;
  }

  private static String[] piped(String command) {
    return new String[] {"sh", "-c", command + " | cat > /dev/null"};
  }

  /// Fails unless all bytes come through: a terminal adds some.
  private void passesAll(String command) throws IOException, InterruptedException {
    String check = "[ $(%s | wc -c) -ge %d ]".formatted(command, (long) LINES * LINE_BYTES);
    commands.millis(List.of("sh", "-c", check));
  }

  /// Each round of what takes seconds is dear.
  private int fewRounds() {
    return Math.max(3, rounds / 3);
  }

  private Path data() throws IOException {
    Path data = scratch.resolve("data");
    byte[] line = ("0".repeat(LINE_BYTES - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
    int together = 1000;
    byte[] block = new byte[LINE_BYTES * together];
    for (int i = 0; i < together; i++) {
      System.arraycopy(line, 0, block, i * LINE_BYTES, LINE_BYTES);
    }
    try (OutputStream out = Files.newOutputStream(data)) {
      for (int written = 0; written < LINES; written += together) {
        out.write(block, 0, Math.min(together, LINES - written) * LINE_BYTES);
      }
    }
    return data;
  }

  /// Lines into a file.
  private void debug() throws IOException, InterruptedException {
    String data = scratch.resolve("data").toString();
    String copy = scratch.resolve("copy").toString();
    double[] own = new double[fewRounds()];
    double[] beside = new double[fewRounds()];
    double bytes = 0;
    for (int round = 0; round < own.length; round++) {
      beside[round] =
          LINES * 1000.0 / commands.millis(List.of("sh", "-c", "tee " + copy + " < " + data));
      Files.delete(Path.of(copy));
      own[round] =
          LINES * 1000.0 / commands.millis(List.of(clew, "--debug", "run", "--", "cat", data));
      bytes = (double) commands.recorded() / LINES;
      commands.forget();
    }
    row(new Row("--debug to file / tee", "lines/s", Row.Better.MORE, "tee", own, beside));
    row(
        new Row(
            "bytes of a line on disk",
            "B",
            Row.Better.LESS,
            "the line",
            new double[] {bytes},
            new double[] {LINE_BYTES}));
  }

  /// Memory over many lines, and over a tenth of them.
  private void memory() throws IOException, InterruptedException {
    row(
        new Row(
            "memory, " + count(MEMORY_LINES) + " lines with --debug / a tenth",
            "MB",
            Row.Better.LESS,
            "a tenth",
            new double[] {memory(MEMORY_LINES)},
            new double[] {memory(MEMORY_LINES / 10)}));
  }

  private double memory(int lines) throws IOException, InterruptedException {
    String many = "yes 0123456789012345678901234567890123456789 | head -n " + lines;
    double megabytes = commands.megabytes(clew, "--debug", "run", "--", "sh", "-c", many);
    commands.forget();
    return megabytes;
  }

  private static String count(int number) {
    return "%,d".formatted(number);
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println(directory + " stays: " + e.getMessage());
    }
  }
}
