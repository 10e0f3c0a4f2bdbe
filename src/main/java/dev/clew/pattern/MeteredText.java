package dev.clew.pattern;

/// A text that ends the search through it when a limit is reached: RE2/J reads each character
/// through this class.
final class MeteredText implements CharSequence {
  private final String text;
  private final int interval;
  private final Limit limit;
  private int left;

  /// @param interval characters between two questions to the limit
  MeteredText(String text, int interval, Limit limit) {
    this.text = text;
    this.interval = interval;
    this.limit = limit;
    this.left = interval;
  }

  @Override
  public char charAt(int index) {
    if (--left <= 0) {
      left = interval;
      if (limit.reached()) {
        throw new SearchStopped();
      }
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
