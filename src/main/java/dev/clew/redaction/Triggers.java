package dev.clew.redaction;

/// Which two bytes in a row are worth a look at the text around them. All that is known of secrets
/// has such a pair, ordinary text has few.
final class Triggers {
  private static final String BLANK = " \t\n";
  private static final String QUOTES = "\"'`";
  private static final boolean[] PAIRS = pairs();

  private Triggers() {}

  /// Whether the second of two bytes is to be looked at.
  static boolean at(byte before, byte b) {
    return b >= 0 && PAIRS[(before & 0x7F) << 7 | b];
  }

  private static boolean[] pairs() {
    boolean[] pairs = new boolean[1 << 14];
    String word = members(TextWindow.alphanumericAnd("_-"));
    // Separators
    for (int c = 0; c < 128; c++) {
      add(pairs, String.valueOf((char) c), ":=%|@");
    }
    add(pairs, "18", ";");
    add(pairs, "3", "dDaA");
    // Markup, statements
    add(pairs, word + "\"'", ">");
    add(pairs, " ", "\"'");
    // Tokens behind a prefix
    add(pairs, word, "_");
    add(pairs, word + BLANK + QUOTES + "(", "-");
    add(pairs, word, ".");
    add(pairs, "6Q", "~");
    // Hashes of passwords
    add(pairs, "abdxyitPH0123456789\\", "$");
    add(pairs, "Aa2456", "}");
    // Tokens by their first letters
    add(pairs, "yd", "J");
    add(pairs, "AKSB", "I");
    add(pairs, "ATSl", "K");
    add(pairs, "m", "V");
    add(pairs, "T", "3");
    add(pairs, "E", "A");
    add(pairs, "R", "1");
    add(pairs, "p", "i");
    add(pairs, "bB", "eEaA");
    add(pairs, "b", "3");
    // Words before a value, options of Windows
    add(pairs, "dDeEgGhnNtTvV", " ");
    add(pairs, " ", "/");
    return pairs;
  }

  private static void add(boolean[] pairs, String before, String bytes) {
    for (int i = 0; i < before.length(); i++) {
      for (int k = 0; k < bytes.length(); k++) {
        pairs[before.charAt(i) << 7 | bytes.charAt(k)] = true;
      }
    }
  }

  private static String members(boolean[] table) {
    var members = new StringBuilder();
    for (char c = 0; c < table.length; c++) {
      if (table[c]) {
        members.append(c);
      }
    }
    return members.toString();
  }
}
