package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// A value that somebody set, and where.
///
/// @param config name, source and line, as SmallRye Config has them
/// @param value a string, or a boolean, whole number, list or map out of a TOML file
/// @param directory against which a relative path is resolved
record SettingValue(ConfigValue config, Object value, Path directory) {
  private static final int LONGEST_SHOWN = 120;

  /// @param name of the flag or the variable
  static SettingValue of(String key, String name, String value, int ordinal, Path directory) {
    ConfigValue config =
        ConfigValue.builder()
            .withName(key)
            .withValue(value)
            .withConfigSourceName(name)
            .withConfigSourceOrdinal(ordinal)
            .build();
    return new SettingValue(config, value, directory);
  }

  /// The same with another value.
  SettingValue with(Object other) {
    return new SettingValue(config, other, directory);
  }

  /// As in [Settings.Value]: a flag, a variable's name, or `file:line`.
  String origin() {
    return config.getLocation();
  }

  /// How messages name it.
  String subject() {
    return isOfFile() ? config.getName() + " (" + origin() + ")" : origin();
  }

  boolean isOfFile() {
    return config.getLineNumber() >= 0;
  }

  String text() {
    return value.toString().strip();
  }

  boolean bool() {
    if (value instanceof Boolean said) {
      return said;
    }
    return switch (text().toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes", "on" -> true;
      case "0", "false", "no", "off" -> false;
      default -> throw wrong(ErrorCode.E005, "1, true, yes, on, 0, false, no, off");
    };
  }

  Duration millis() {
    return Duration.ofMillis(
        whole(ErrorCode.E013, 1, Integer.MAX_VALUE, "a positive number of milliseconds"));
  }

  int count() {
    return whole(ErrorCode.E013, 1, Integer.MAX_VALUE, "a positive whole number");
  }

  int whole(ErrorCode code, int least, int most, String supported) {
    long number = value instanceof Long said ? said : digits(text());
    if (number < least || number > most) {
      throw wrong(code, supported);
    }
    return (int) number;
  }

  /// The number that the digits write, or a negative one for anything else.
  private static long digits(String text) {
    int start = text.startsWith("+") ? 1 : 0;
    if (text.length() == start || text.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int i = start; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }

  /// The error of a value outside of what is supported.
  ClewError wrong(ErrorCode code, String supported) {
    return new ClewError(
        code, subject() + " has the value " + quoted(text()) + "; supported: " + supported + ".");
  }

  /// In quotes, shortened, with control characters escaped so that the text is safe on a terminal.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .limit(LONGEST_SHOWN)
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                quoted.append("\\u").append(String.format(Locale.ROOT, "%04x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    if (text.codePointCount(0, text.length()) > LONGEST_SHOWN) {
      quoted.append('…');
    }
    return quoted.append('"').toString();
  }

  /// Hides the value, which may be a secret.
  @Override
  public String toString() {
    return subject();
  }
}
