package dev.clew.toml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.config.TomlTable;
import dev.clew.config.TomlTable.Place;
import dev.clew.error.ClewError;
import dev.clew.error.EditDistance;
import dev.clew.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A table of a file that a user writes. What is wrong is noted, and something harmless stands for
/// it, so that one look at a file finds all its mistakes.
public class CheckedTable {
  /// Names that a misspelt one is compared with.
  private static final int MOST_COMPARED = 200;

  private static final Duration LONGEST = Duration.ofDays(3650);

  protected final TomlTable table;
  protected final Collection<Problem> problems;
  private final Place own;

  /// A whole file.
  ///
  /// @param problems gets what is wrong
  public CheckedTable(TomlTable table, Collection<Problem> problems) {
    this(table, problems, new Place(1, 1));
  }

  protected CheckedTable(TomlTable table, Collection<Problem> problems, Place own) {
    this.table = table;
    this.problems = problems;
    this.own = own;
  }

  /// The table as it is written.
  public TomlTable content() {
    return table;
  }

  public List<String> keys() {
    return table.keys();
  }

  public boolean has(String key) {
    return table.has(key);
  }

  public CheckedTable table(String key) {
    if (table.has(key) && !(table.value(key) instanceof Map)) {
      wrong(key, "has to be a table");
      return new CheckedTable(table.table(key + " "), problems, own);
    }
    return new CheckedTable(table.table(key), problems, place(key));
  }

  /// Where the table itself is.
  public Place place() {
    return own;
  }

  /// Where a key is, or the table where the key is missing.
  public Place place(String key) {
    return place(key, "");
  }

  public Place place(String key, String fragment) {
    return table.has(key) ? table.place(key, fragment) : own;
  }

  /// Notes the keys that are not known.
  public void admit(Set<String> known) {
    for (String key : table.keys()) {
      if (!known.contains(key)) {
        problem(place(key), "unknown key " + key + nearest(key, known));
      }
    }
  }

  public static String nearest(String name, Collection<String> known) {
    if (known.size() > MOST_COMPARED) {
      return "";
    }
    return known.stream()
        .filter(each -> EditDistance.between(each, name) <= Math.max(2, name.length() / 3))
        .min(Comparator.comparingInt(each -> EditDistance.between(each, name)))
        .map(each -> "; do you mean " + each + "?")
        .orElse(
            known.isEmpty()
                ? ""
                : "; known: " + String.join(", ", known.stream().sorted().toList()));
  }

  public void problem(Place place, String text) {
    problems.add(new Problem(place, text, true));
  }

  public void warn(Place place, String text) {
    problems.add(new Problem(place, text, false));
  }

  public void wrong(String key, String what) {
    problem(place(key), key + " " + what);
  }

  public @Nullable String text(String key) {
    Object value = table.value(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    wrong(key, "has to be a text in quotes");
    return null;
  }

  public String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  public boolean flag(String key) {
    Object value = table.value(key);
    if (value != null && !(value instanceof Boolean)) {
      wrong(key, "has to be true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  /// A whole number from 1 on.
  public int count(String key, int otherwise, int most) {
    Object value = table.value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Long number && number >= 1 && number <= most) {
      return number.intValue();
    }
    wrong(key, "has to be a whole number from 1 to " + most);
    return otherwise;
  }

  public @Nullable Double number(String key) {
    JsonNode value = table.has(key) ? TomlJson.of(table.value(key)) : null;
    if (value != null && !value.isNumber()) {
      wrong(key, "has to be a number");
      return null;
    }
    return value == null ? null : value.doubleValue();
  }

  public @Nullable Duration duration(String key) {
    String text = text(key);
    Duration parsed = text == null ? null : DurationText.parse(text).orElse(null);
    boolean wrong =
        parsed == null || parsed.isNegative() || parsed.isZero() || parsed.compareTo(LONGEST) > 0;
    if (text != null && wrong) {
      wrong(key, "has to be a time such as \"90s\" or \"5m\"");
      return null;
    }
    return parsed;
  }

  public <E extends Enum<E>> E choice(String key, E otherwise, E[] all, Function<E, String> label) {
    String text = text(key);
    for (E each : all) {
      if (label.apply(each).equals(text)) {
        return each;
      }
    }
    if (text != null) {
      List<String> labels = new ArrayList<>();
      for (E each : all) {
        labels.add(label.apply(each));
      }
      wrong(key, "has to be one of " + String.join(", ", labels));
    }
    return otherwise;
  }

  public List<String> texts(String key) {
    try {
      return table.has(key) ? table.texts(key) : List.of();
    } catch (ClewError e) {
      wrong(key, "has to be an array of texts");
      return List.of();
    }
  }

  /// The value of a key as JSON, without templates.
  public @Nullable JsonNode value(String key) {
    return table.has(key) ? TomlJson.of(table.value(key)) : null;
  }
}
