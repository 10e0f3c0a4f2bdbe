package dev.clew.workflow.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.config.TomlTable;
import dev.clew.config.TomlTable.Place;
import dev.clew.error.ClewError;
import dev.clew.error.EditDistance;
import dev.clew.time.DurationText;
import dev.clew.workflow.expression.Expression;
import dev.clew.workflow.expression.ExpressionException;
import dev.clew.workflow.expression.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A table of a workflow's file. What is wrong is noted, and something harmless stands for it, so
/// that one look at a file finds all its mistakes.
final class FileTable {
  private static final Template NOTHING = Template.parse("");

  /// Names that a misspelt one is compared with.
  private static final int MOST_COMPARED = 200;

  private static final Duration LONGEST = Duration.ofDays(3650);

  private final TomlTable table;
  private final Collection<Problem> problems;
  private final Place own;

  FileTable(TomlTable table, Collection<Problem> problems) {
    this(table, problems, new Place(1, 1));
  }

  private FileTable(TomlTable table, Collection<Problem> problems, Place own) {
    this.table = table;
    this.problems = problems;
    this.own = own;
  }

  List<String> keys() {
    return table.keys();
  }

  boolean has(String key) {
    return table.has(key);
  }

  FileTable table(String key) {
    if (table.has(key) && !(table.value(key) instanceof Map)) {
      wrong(key, "has to be a table");
      return new FileTable(table.table(key + " "), problems, own);
    }
    return new FileTable(table.table(key), problems, place(key));
  }

  /// Where the table itself is.
  Place place() {
    return own;
  }

  /// Where a key is, or the table where the key is missing.
  Place place(String key) {
    return place(key, "");
  }

  Place place(String key, String fragment) {
    return table.has(key) ? table.place(key, fragment) : own;
  }

  /// Notes the keys that are not known.
  void admit(Set<String> known) {
    for (String key : table.keys()) {
      if (!known.contains(key)) {
        problem(place(key), "unknown key " + key + nearest(key, known));
      }
    }
  }

  static String nearest(String name, Collection<String> known) {
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
                : "; there are " + String.join(", ", known.stream().sorted().toList()));
  }

  void problem(Place place, String text) {
    problems.add(new Problem(place, text, true));
  }

  void warn(Place place, String text) {
    problems.add(new Problem(place, text, false));
  }

  void wrong(String key, String what) {
    problem(place(key), key + " " + what);
  }

  @Nullable String text(String key) {
    Object value = table.value(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    wrong(key, "has to be a text in quotes");
    return null;
  }

  String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  boolean flag(String key) {
    Object value = table.value(key);
    if (value != null && !(value instanceof Boolean)) {
      wrong(key, "has to be true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  /// A whole number from 1 on.
  int count(String key, int otherwise, int most) {
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

  @Nullable Double number(String key) {
    JsonNode value = table.has(key) ? TomlJson.of(table.value(key)) : null;
    if (value != null && !value.isNumber()) {
      wrong(key, "has to be a number");
      return null;
    }
    return value == null ? null : value.doubleValue();
  }

  @Nullable Duration duration(String key) {
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

  <E extends Enum<E>> E choice(String key, E otherwise, E[] all, Function<E, String> label) {
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

  List<String> texts(String key) {
    try {
      return table.has(key) ? table.texts(key) : List.of();
    } catch (ClewError e) {
      wrong(key, "has to be an array of texts");
      return List.of();
    }
  }

  @Nullable Template template(String key) {
    String text = text(key);
    return text == null ? null : template(key, text);
  }

  /// @param text of the key, or of a part of it
  Template template(String key, String text) {
    try {
      return Template.parse(text);
    } catch (ExpressionException e) {
      problem(at(key, text, e.offset()), e.reason());
      return NOTHING;
    }
  }

  List<Template> templates(String key) {
    return texts(key).stream().map(each -> template(key, each)).toList();
  }

  Map<String, Template> templatesByName(String key) {
    Map<String, Template> all = new LinkedHashMap<>();
    if (table.has(key)) {
      FileTable inner = table(key);
      for (String name : inner.keys()) {
        Object value = inner.table.value(name);
        if (value instanceof Map || value instanceof List) {
          inner.wrong(name, "has to be a text");
        } else {
          all.put(name, inner.template(name, String.valueOf(value)));
        }
      }
    }
    return all;
  }

  /// An expression, with or without double braces.
  @Nullable Expression expression(String key) {
    Object value = table.value(key);
    if (value instanceof Boolean) {
      return Expression.parse(value.toString());
    }
    String text = text(key);
    if (text == null) {
      return null;
    }
    String stripped = text.strip();
    boolean braced = stripped.startsWith("{{") && stripped.endsWith("}}");
    String bare = braced ? stripped.substring(2, stripped.length() - 2) : text;
    try {
      return Expression.parse(bare);
    } catch (ExpressionException e) {
      problem(at(key, bare, e.offset()), e.reason());
      return null;
    }
  }

  /// A place in the value of a key.
  private Place at(String key, String text, int offset) {
    String line = text.substring(0, offset).lines().reduce("", (_, last) -> last);
    String rest = text.substring(offset).lines().findFirst().orElse("");
    String whole = line + rest;
    Place start = table.place(key, whole);
    return table.place(key, "").equals(start)
        ? start
        : new Place(start.line(), start.column() + line.length());
  }

  @Nullable JsonTemplate json(String key) {
    return table.has(key) ? json(key, table.value(key)) : null;
  }

  private JsonTemplate json(String key, @Nullable Object value) {
    return switch (value) {
      case String text -> new JsonTemplate.Text(template(key, text));
      case Map<?, ?> map -> {
        Map<String, JsonTemplate> fields = new LinkedHashMap<>();
        map.forEach((name, each) -> fields.put(String.valueOf(name), json(key, each)));
        yield new JsonTemplate.Fields(fields);
      }
      case List<?> list ->
          new JsonTemplate.Items(list.stream().map(each -> json(key, each)).toList());
      case null, default -> new JsonTemplate.Fixed(TomlJson.of(value));
    };
  }

  /// The value of a key as JSON, without templates.
  @Nullable JsonNode value(String key) {
    return table.has(key) ? TomlJson.of(table.value(key)) : null;
  }
}
