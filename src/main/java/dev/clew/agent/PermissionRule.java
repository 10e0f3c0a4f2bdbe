package dev.clew.agent;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rule such as `allow read_file`, `deny write_file(*.env)` or `ask git(push *)`. `*` stands for
/// any text, an empty one included.
///
/// @param tool pattern of the tool's name
/// @param argument pattern of what the tool is called with
public record PermissionRule(Effect effect, String tool, String argument) {
  private static final Pattern FORM =
      Pattern.compile("(allow|deny|ask) ([A-Za-z0-9_*-]+)(?:\\((.*)\\))?", Pattern.DOTALL);

  /// What a rule decides.
  public enum Effect {
    ALLOW,
    DENY,
    ASK;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Reads a rule.
  ///
  /// @throws IllegalArgumentException when it is none
  public static PermissionRule parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a rule is allow, deny or ask, a tool and perhaps (an argument)");
    }
    String argument = form.group(3);
    return new PermissionRule(
        Effect.valueOf(form.group(1).toUpperCase(Locale.ROOT)),
        form.group(2),
        argument == null ? "*" : argument);
  }

  boolean matches(String name, String subject) {
    return matchesGlob(tool, name) && (argument.equals("*") || matchesGlob(argument, subject));
  }

  /// Each `*` takes as little as it can, and more only where the rest does not match: never longer
  /// than pattern times text.
  static boolean matchesGlob(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int after = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        after = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++after;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /// As [#parse] reads it.
  @Override
  public String toString() {
    return effect.label() + " " + tool + (argument.equals("*") ? "" : "(" + argument + ")");
  }
}
