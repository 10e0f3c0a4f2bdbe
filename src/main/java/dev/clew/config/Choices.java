package dev.clew.config;

import dev.clew.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The names a setting accepts, without regard to case, and what they stand for.
///
/// @param code the error of any other name
/// @param names in the order in which messages list them
/// @param meanings of the names, in the same order
/// @param foreign names that the OpenTelemetry specification has and Clew has not: they are ignored
///   with a warning, because the variable may be set for the command that is wrapped
record Choices<T>(ErrorCode code, List<String> names, List<T> meanings, List<String> foreign) {
  Choices(ErrorCode code, List<String> names, List<T> meanings) {
    this(code, names, meanings, List.of());
  }

  T of(SettingValue said) {
    T meaning = named(said.text());
    if (meaning == null) {
      throw said.wrong(code, String.join(", ", names));
    }
    return meaning;
  }

  /// Whether the name is a foreign one; then there is a warning.
  boolean isForeign(SettingValue said, List<Settings.Warning> warnings) {
    return isForeign(said.text(), said, warnings);
  }

  private boolean isForeign(String name, SettingValue said, List<Settings.Warning> warnings) {
    if (!foreign.contains(name.toLowerCase(Locale.ROOT))) {
      return false;
    }
    String detail =
        "%s has the value %s, which Clew ignores; supported: %s."
            .formatted(said.subject(), SettingValue.quoted(name), String.join(", ", names));
    warnings.add(new Settings.Warning(code, detail, true));
    return true;
  }

  /// Every item of a list with commas, without repetitions and foreign names.
  List<T> eachOf(SettingValue said, List<Settings.Warning> warnings) {
    List<T> chosen = new ArrayList<>();
    int from = 0;
    String text = said.text();
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      String name = text.substring(from, to).strip();
      T meaning = named(name);
      if (meaning == null && !isForeign(name, said, warnings)) {
        throw said.wrong(code, String.join(", ", names));
      }
      if (meaning != null && !chosen.contains(meaning)) {
        chosen.add(meaning);
      }
      from = to + 1;
    }
    return chosen;
  }

  /// The name of a meaning.
  String name(T meaning) {
    return names.get(meanings.indexOf(meaning));
  }

  private @Nullable T named(String name) {
    int index = names.indexOf(name.toLowerCase(Locale.ROOT));
    return index < 0 ? null : meanings.get(index);
  }
}
