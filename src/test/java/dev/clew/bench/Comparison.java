package dev.clew.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Compares what was measured of two commits by their ratios. `bench/compare` runs it.
final class Comparison {
  /// A difference that nobody looks for, though it be more than the spread: figures that were
  /// measured once have none.
  private static final double SMALL = 0.03;

  private final Results base;
  private final Results other;

  Comparison(Results base, Results other) {
    this.base = base;
    this.other = other;
  }

  public static void main(String... args) throws IOException {
    try {
      Path base = Results.find(args[0]);
      Path other = args.length > 1 ? Results.find(args[1]) : Results.newestBeside(base);
      new Comparison(Results.read(base), Results.read(other)).lines().forEach(System.out::println);
    } catch (Results.Missing e) {
      System.err.println("bench/compare: " + e.getMessage());
      System.exit(1);
    }
  }

  /// A table, and before it what it should be read with.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!base.machine().equals(other.machine())) {
      lines.add(
          "Other machines, " + base.machine() + " and " + other.machine() + ": only ratios count.");
    }
    if (!base.form().equals(other.form())) {
      lines.add("Other programs: " + base.form() + " and " + other.form() + ".");
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add("| what | " + base.commit() + " | " + other.commit() + " | change | |");
    lines.add("|---|---|---|---|---|");
    Map<String, Row> rest = new LinkedHashMap<>();
    other.rows().forEach(row -> rest.put(row.name(), row));
    for (Row row : base.rows()) {
      Row now = rest.remove(row.name());
      lines.add(
          now == null
              ? line(row, text(row), "", "", "not measured")
              : line(row, text(row), text(now), change(row, now), mark(row, now)));
    }
    rest.values().forEach(row -> lines.add(line(row, "", text(row), "", "new")));
    return lines;
  }

  private static String line(Row row, String before, String now, String change, String mark) {
    return "| " + String.join(" | ", row.name(), before, now, change, mark) + " |";
  }

  private static String text(Row row) {
    return row.compared().text(row.comparedUnit());
  }

  private static double ratio(Row before, Row now) {
    return now.compared().median() / before.compared().median();
  }

  private static String change(Row before, Row now) {
    return String.format(Locale.ROOT, "%+.1f %%", (ratio(before, now) - 1) * 100);
  }

  /// Whether the middle halves of both do not meet.
  private static String mark(Row before, Row now) {
    Samples was = before.compared();
    Samples is = now.compared();
    boolean more = is.lowerQuartile() > was.upperQuartile();
    boolean less = is.upperQuartile() < was.lowerQuartile();
    if (!(more || less) || Math.abs(ratio(before, now) - 1) < SMALL) {
      return "";
    }
    return more == (now.better() == Row.Better.MORE) ? "better" : "**worse**";
  }
}
