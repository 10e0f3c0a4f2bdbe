package dev.clew.redaction;

import java.util.List;
import java.util.stream.Stream;

/// Quotes as HTML, JSON, C and URLs write them where they may not stand themselves.
final class EscapedQuote {
  private static final List<byte[]> ALL =
      Stream.of(
              "&quot;", "&#34;", "&#x22;", "&apos;", "&#39;", "&#x27;", "\\u0022", "\\u0027",
              "\\x22", "\\x27", "%22", "%27")
          .map(TextWindow::ascii)
          .toList();

  private EscapedQuote() {}

  /// How long the one is that ends at an offset, or 0.
  static int lengthBefore(TextWindow window, int end) {
    byte last = end <= window.from() ? 0 : window.at(end - 1);
    if (last != ';' && last != '2' && last != '7') {
      return 0;
    }
    for (byte[] quote : ALL) {
      if (window.endsWith(quote, end)) {
        return quote.length;
      }
    }
    return 0;
  }

  /// How long the one is that begins at an offset, or 0.
  static int lengthAt(TextWindow window, int start) {
    byte first = start >= window.to() ? 0 : window.at(start);
    if (first != '&' && first != '\\' && first != '%') {
      return 0;
    }
    for (byte[] quote : ALL) {
      if (window.matchesIgnoringCase(quote, start)) {
        return quote.length;
      }
    }
    return 0;
  }

  /// Where the text between two of a kind ends, or -1.
  static int close(TextWindow window, int quote, int length) {
    for (int i = quote + length; i + length <= window.to() && window.at(i) != '\n'; i++) {
      if (window.at(i) == window.at(quote) && window.repeats(quote, i, length)) {
        return i;
      }
    }
    return -1;
  }
}
