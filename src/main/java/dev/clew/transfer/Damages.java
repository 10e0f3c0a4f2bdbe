package dev.clew.transfer;

import java.util.ArrayList;
import java.util.List;

/// What was not taken of the files of an import: how much, and of the first where and why.
public final class Damages {
  private static final int KEPT = 20;

  private final List<Damage> first = new ArrayList<>();
  private String file = "";
  private long count;

  /// A part of a file that was not taken: a document, or what is none.
  ///
  /// @param line where it begins, from 1; 0 in a file that has no lines
  /// @param offset the byte where it begins, of the decompressed file, from 0
  public record Damage(String file, long line, long offset, String reason) {
    /// Where and why, in a phrase.
    public String describe() {
      return file
          + ": "
          + (line > 0 ? "line " + line + ", " : "")
          + "byte "
          + offset
          + ": "
          + reason;
    }
  }

  /// Goes on with a file.
  void file(String name) {
    file = name;
  }

  void add(long line, long offset, String reason) {
    count++;
    if (first.size() < KEPT) {
      first.add(new Damage(file, line, offset, reason));
    }
  }

  /// How much there is.
  public long count() {
    return count;
  }

  /// The first ones.
  public List<Damage> first() {
    return List.copyOf(first);
  }
}
