package dev.clew.config;

import dev.clew.failure.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The names a setting accepts, without regard to case, and what they stand for.
///
/// @param code the error of any other name
/// @param names in the order in which messages list them
/// @param meanings of the names, in the same order
record Choices<T>(ErrorCode code, List<String> names, List<T> meanings) {
  T of(Said said) {
    T meaning = named(said.text());
    if (meaning == null) {
      throw said.wrong(code, String.join(", ", names));
    }
    return meaning;
  }

  /// Every item of a list with commas, without repetitions.
  List<T> eachOf(Said said) {
    List<T> chosen = new ArrayList<>();
    int from = 0;
    String text = said.text();
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      T meaning = named(text.substring(from, to).strip());
      if (meaning == null) {
        throw said.wrong(code, String.join(", ", names));
      }
      if (!chosen.contains(meaning)) {
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
