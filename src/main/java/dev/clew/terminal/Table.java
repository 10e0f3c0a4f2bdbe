package dev.clew.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/// Rows in aligned columns, the first row being the headings. Cells are plain text; styles come
/// after alignment.
public final class Table {
  private static final String GAP = "  ";

  /// What the flexible column keeps.
  private static final int LEAST = 8;

  /// Gives a padded cell its style.
  @FunctionalInterface
  public interface Style {
    String apply(int row, int column, String cell);
  }

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> right;
  private final int flexible;

  /// A table of as many columns as there are alignments.
  ///
  /// @param right which columns are aligned to the right
  /// @param flexible the column that gives way where the width does not suffice
  public Table(List<Boolean> right, int flexible) {
    this.right = right;
    this.flexible = flexible;
  }

  public void add(String... cells) {
    rows.add(List.of(cells));
  }

  /// The lines for a program, with a tab between the cells.
  public List<String> separated(Style style) {
    List<String> lines = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      StringJoiner line = new StringJoiner("\t");
      for (int column = 0; column < right.size(); column++) {
        line.add(style.apply(row, column, rows.get(row).get(column)));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /// The lines. Where they are wider than a width, the flexible column gives way first, then the
  /// last columns are left out.
  public List<String> lines(int width, Style style) {
    int[] widths = widths(width);
    List<String> lines = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      StringBuilder line = new StringBuilder();
      List<String> cells = rows.get(row);
      for (int column = 0; column < widths.length; column++) {
        boolean last = column == widths.length - 1;
        String cell = DisplayWidth.fit(cells.get(column), widths[column]);
        String fill = " ".repeat(widths[column] - DisplayWidth.of(cell));
        String styled = style.apply(row, column, cell);
        String padded = right.get(column) ? fill + styled : styled + (last ? "" : fill);
        line.append(column == 0 ? "" : GAP).append(padded);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int[] widths(int width) {
    int[] widths = new int[right.size()];
    int total = GAP.length() * (widths.length - 1);
    for (int column = 0; column < widths.length; column++) {
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
      }
      total += widths[column];
    }
    int least = Math.min(widths[flexible], LEAST);
    int kept = widths.length;
    while (total - widths[flexible] + least > width && kept > flexible + 1) {
      kept--;
      total -= widths[kept] + GAP.length();
    }
    widths[flexible] = Math.max(least, widths[flexible] - Math.max(0, total - width));
    return Arrays.copyOf(widths, kept);
  }
}
