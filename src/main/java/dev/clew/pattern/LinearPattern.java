package dev.clew.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression of RE2's syntax. A search takes time in proportion to the text and to the
/// pattern's size, whatever both are; look-around and back references, which allow no such bound,
/// are not supported.
public final class LinearPattern {
  /// The most characters of a pattern.
  public static final int LONGEST = 1000;

  /// The most instructions that a pattern may compile to.
  static final int LARGEST = 2000;

  /// Instructions between two looks at a limit: about a millisecond.
  private static final int INTERVAL = 200_000;

  /// How often a text may be read through to replace all matches, before the rest counts as one.
  private static final long READINGS = 8;

  private static final int FREE = 4096;

  private final String text;
  private final Pattern pattern;
  private final boolean literal;

  private LinearPattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
    this.literal = text.chars().noneMatch(c -> "\\.[]{}()*+?^$|".indexOf(c) >= 0);
  }

  /// Compiles a pattern.
  ///
  /// @throws PatternError when it is empty, malformed, too long or too large
  public static LinearPattern compile(String text) throws PatternError {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new PatternError("a pattern that is empty or over " + LONGEST + " characters long");
    }
    if (PatternSize.of(text) > 4 * LARGEST) {
      throw tooLarge(text);
    }
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.programSize() > LARGEST) {
        throw tooLarge(text);
      }
      return new LinearPattern(text, pattern);
    } catch (PatternSyntaxException e) {
      throw new PatternError(
          "%s, which is no regular expression of RE2 (%s%s); look-around and back references are not supported"
              .formatted(quoted(text), e.getDescription(), part(e)));
    } catch (StackOverflowError e) {
      throw tooLarge(text);
    }
  }

  private static String part(PatternSyntaxException e) {
    String part = e.getPattern();
    return part == null || part.isEmpty() ? "" : ": " + part;
  }

  private static PatternError tooLarge(String text) {
    return new PatternError(quoted(text) + ", whose repetitions make it too large");
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /// Whether the text contains a match.
  public boolean find(String searched) {
    return literal ? searched.contains(text) : pattern.matcher(searched).find();
  }

  /// Whether the text contains a match.
  ///
  /// @throws SearchStopped when the limit was reached first
  public boolean find(String searched, Limit limit) {
    if (literal) {
      return searched.contains(text);
    }
    int interval = Math.max(64, INTERVAL / pattern.programSize());
    return searched.length() <= interval
        ? find(searched)
        : pattern.matcher(new MeteredText(searched, interval, limit)).find();
  }

  /// Shows all matches, the first one first.
  ///
  /// @return whether all were found; false where finding all takes more than a few readings
  public boolean each(String searched, Visitor visitor) {
    long[] left = {FREE + READINGS * searched.length()};
    int interval = Math.max(1, searched.length() / 4);
    Matcher matches =
        pattern.matcher(new MeteredText(searched, interval, () -> (left[0] -= interval) < 0));
    try {
      while (matches.find()) {
        visitor.visit(matches.start(), matches.end());
      }
      return true;
    } catch (SearchStopped e) {
      return false;
    }
  }

  /// Looks at a match.
  @FunctionalInterface
  public interface Visitor {
    void visit(int start, int end);
  }

  /// Every match replaced. Where that takes more than a few readings of the text, the part from the
  /// last match on is replaced as a whole: nothing that could be a match remains.
  public String replaceAll(String searched, String replacement) {
    var clean = new StringBuilder();
    int[] done = {0};
    boolean complete =
        each(
            searched,
            (start, end) -> {
              clean.append(searched, done[0], start).append(replacement);
              done[0] = end;
            });
    if (complete && done[0] == 0 && clean.isEmpty()) {
      return searched;
    }
    return complete
        ? clean.append(searched, done[0], searched.length()).toString()
        : clean.append(replacement).toString();
  }

  /// Patterns of the same text are equal.
  @Override
  public boolean equals(Object other) {
    return other instanceof LinearPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// The pattern as it was written.
  @Override
  public String toString() {
    return text;
  }
}
