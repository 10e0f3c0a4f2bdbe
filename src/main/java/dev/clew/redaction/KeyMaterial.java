package dev.clew.redaction;

import java.util.ArrayList;
import java.util.List;

/// Lines that are the middle of a private key, where neither its beginning nor its end is among
/// them: all that is kept of a long output is its last lines.
final class KeyMaterial {
  /// PEM has 64 characters a line, OpenSSH 70, others 76.
  private static final int SHORTEST = 60;

  private static final int LONGEST = 80;
  private static final boolean[] BASE64 = TextWindow.alphanumericAnd("+/=");
  private static final String BORDER = "-----";

  private KeyMaterial() {}

  /// The lines with a mark in the place of each that may be one of a key's.
  static List<String> without(List<String> lines) {
    List<String> clean = new ArrayList<>(lines);
    for (int i = 0; i < lines.size(); ) {
      int end = run(lines, i);
      if (end - i >= 2 && !isPublic(lines, i)) {
        // The last line of a key is as short as it happens to be.
        int last = end < lines.size() && isBase64(lines.get(end), 1) ? end + 1 : end;
        for (int k = i; k < last; k++) {
          clean.set(k, Redaction.MARK);
        }
        end = last;
      } else if (end - i == 1 && i == 0 && beforeEnd(lines, end)) {
        clean.set(i, Redaction.MARK);
      }
      i = Math.max(end, i + 1);
    }
    return beforeBorder(clean);
  }

  private static int run(List<String> lines, int from) {
    int i = from;
    while (i < lines.size() && isBase64(lines.get(i), SHORTEST)) {
      i++;
    }
    return i;
  }

  /// Whether the line before says that this is a certificate or a public key.
  private static boolean isPublic(List<String> lines, int at) {
    String before = at == 0 ? "" : lines.get(at - 1);
    return before.startsWith(BORDER + "BEGIN ") && !before.contains("PRIVATE");
  }

  private static boolean beforeEnd(List<String> lines, int at) {
    return at < lines.size() && lines.get(at).startsWith(BORDER + "END ");
  }

  /// Everything before the end of a key whose beginning is missing.
  private static List<String> beforeBorder(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int border = line.indexOf(BORDER + "END ");
      if (line.contains(BORDER + "BEGIN ")) {
        return lines;
      }
      if (border >= 0 && line.contains("PRIVATE KEY")) {
        List<String> clean = new ArrayList<>();
        clean.add(Redaction.MARK + line.substring(border));
        clean.addAll(lines.subList(i + 1, lines.size()));
        return clean;
      }
    }
    return lines;
  }

  private static boolean isBase64(String line, int least) {
    int length = line.length();
    if (length < least || length > LONGEST) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = line.charAt(i);
      if (c >= 128 || !BASE64[c]) {
        return false;
      }
    }
    return true;
  }
}
