package dev.clew.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command of a run of many steps: takes the time of each, and of the same command without a
/// step.
final class Steps {
  /// So many at the beginning and at the end are compared.
  static final int PART = 100;

  private final String clew;
  private final List<String> lines = new ArrayList<>();

  private Steps(String clew) {
    this.clew = clew;
  }

  /// Arguments: Clew, how many steps, and a file for milliseconds of a step and of the command
  /// alone, a line each; then, where there is GNU time, for a step's memory in kB after the first
  /// of them and at the end.
  public static void main(String... args) throws IOException, InterruptedException {
    Steps steps = new Steps(args[0]);
    int count = Integer.parseInt(args[1]);
    List<String> memory = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      steps.lines.add(
          steps.millis(args[0], "step", "step", "--", "true") + " " + steps.millis("true"));
      if (Commands.isThere("time") && (i == PART || i == count)) {
        memory.add(steps.kilobytes(Path.of(args[2])));
      }
    }
    steps.lines.addAll(memory);
    Files.write(Path.of(args[2]), steps.lines);
  }

  private double millis(String... command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    long took = System.nanoTime() - start;
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code);
    }
    return took / 1e6;
  }

  private String kilobytes(Path file) throws IOException, InterruptedException {
    millis("time", "-f", "%M", "-o", file.toString(), clew, "step", "step", "--", "true");
    return Files.readString(file).strip();
  }
}
