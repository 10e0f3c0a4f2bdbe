package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The headers of an export: names in lower case, values that HTTP/1, HTTP/2 and gRPC can all
/// carry. No message holds a value, or what might be one.
final class HeaderList {
  private static final String TOKEN = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";

  private HeaderList() {}

  /// Parses a variable's list, or checks a file's table.
  static Map<String, String> of(SettingValue said) {
    if (said.value() instanceof Map<?, ?> table) {
      return ofTable(said, table);
    }
    PairList list = PairList.parse(said.text());
    if (list.fault() != null) {
      throw wrong(said, list.fault());
    }
    return checked(said, list.pairs());
  }

  private static Map<String, String> ofTable(SettingValue said, Map<?, ?> table) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : table.entrySet()) {
      if (!(entry.getValue() instanceof String value)) {
        throw wrong(said, "the value of entry " + (pairs.size() + 1) + " is not a string");
      }
      pairs.put(entry.getKey().toString(), value);
    }
    return checked(said, pairs);
  }

  private static Map<String, String> checked(SettingValue said, Map<String, String> pairs) {
    Map<String, String> headers = new LinkedHashMap<>();
    int number = 0;
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      number++;
      String name = pair.getKey().toLowerCase(Locale.ROOT);
      if (!isToken(name)) {
        throw wrong(said, "the name of header " + number + " is not an HTTP token");
      }
      if (!isVisible(pair.getValue())) {
        throw wrong(
            said, "the value of header " + name + " has a character other than visible ASCII");
      }
      headers.put(name, pair.getValue());
    }
    return headers;
  }

  /// Names without values, for `clew config`.
  static String masked(Set<String> names) {
    StringBuilder shown = new StringBuilder();
    for (String name : names) {
      shown.append(shown.isEmpty() ? "" : ", ").append(name).append("=****");
    }
    return shown.toString();
  }

  private static boolean isToken(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> TOKEN.indexOf(c) >= 0);
  }

  private static boolean isVisible(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'));
  }

  private static ClewError wrong(SettingValue said, String fault) {
    return new ClewError(
        ErrorCode.E011,
        said.subject() + " is malformed: " + fault + "; supported: name=value,name2=value2.");
  }
}
