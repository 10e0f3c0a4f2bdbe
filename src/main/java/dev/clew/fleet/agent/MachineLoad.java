package dev.clew.fleet.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a machine has and uses, by [`/proc`](https://man7.org/linux/man-pages/man5/proc.5.html).
///
/// @param load runnable processes in the last minute
/// @param memory in bytes
/// @param memoryUsed in bytes, without what the kernel can give back
record MachineLoad(double load, long memory, long memoryUsed) {
  private static final int KIBI = 1024;

  static MachineLoad read(Path proc) {
    try {
      double load = Double.parseDouble(firstWord(Files.readString(proc.resolve("loadavg"))));
      List<String> lines = Files.readAllLines(proc.resolve("meminfo"));
      long total = kibibytes(lines, "MemTotal:") * KIBI;
      return new MachineLoad(load, total, total - kibibytes(lines, "MemAvailable:") * KIBI);
    } catch (IOException | NumberFormatException hidden) {
      return new MachineLoad(0, 0, 0);
    }
  }

  private static long kibibytes(List<String> lines, String name) {
    return lines.stream()
        .filter(each -> each.startsWith(name))
        .map(each -> firstWord(each.substring(name.length()).strip()))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private static String firstWord(String text) {
    int blank = text.indexOf(' ');
    return blank < 0 ? text : text.substring(0, blank);
  }
}
