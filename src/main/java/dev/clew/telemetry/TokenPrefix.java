package dev.clew.telemetry;

import java.util.List;

/// What every token of one kind begins with, before a separator.
final class TokenPrefix {
  /// Of GitHub and npm, before an underscore.
  static final List<TokenPrefix> UNDERSCORE =
      List.of(
          of("ghp", 20),
          of("gho", 20),
          of("ghu", 20),
          of("ghs", 20),
          of("ghr", 20),
          of("github_pat", 20),
          of("npm", 30));

  /// Of GitLab, Slack, OpenAI and Anthropic, before a hyphen.
  static final List<TokenPrefix> HYPHEN =
      List.of(
          of("glpat", 16),
          of("glptt", 16),
          of("gldt", 16),
          of("glrt", 16),
          of("glcbt", 16),
          of("glagent", 16),
          of("gloas", 16),
          of("xoxa", 10),
          of("xoxb", 10),
          of("xoxe", 10),
          of("xoxp", 10),
          of("xoxr", 10),
          of("xoxs", 10),
          of("xapp", 10),
          of("sk", 20));

  private final byte[] text;
  private final int atLeast;

  private TokenPrefix(String text, int atLeast) {
    this.text = TextWindow.ascii(text);
    this.atLeast = atLeast;
  }

  private static TokenPrefix of(String text, int atLeast) {
    return new TokenPrefix(text, atLeast);
  }

  byte[] text() {
    return text;
  }

  /// How many letters, digits, underscores and hyphens follow at least.
  int atLeast() {
    return atLeast;
  }

  /// Whether a digit must be among them: names begin with `sk-` too.
  boolean needsDigit() {
    return text.length <= 2;
  }
}
