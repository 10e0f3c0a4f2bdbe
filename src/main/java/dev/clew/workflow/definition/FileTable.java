package dev.clew.workflow.definition;

import dev.clew.config.TomlTable;
import dev.clew.config.TomlTable.Place;
import dev.clew.toml.CheckedTable;
import dev.clew.toml.Problem;
import dev.clew.toml.TomlJson;
import dev.clew.workflow.expression.Expression;
import dev.clew.workflow.expression.ExpressionException;
import dev.clew.workflow.expression.Template;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table of a workflow's file, with templates and expressions.
final class FileTable extends CheckedTable {
  private static final Template NOTHING = Template.parse("");

  FileTable(TomlTable table, Collection<Problem> problems) {
    super(table, problems);
  }

  private FileTable(TomlTable table, Collection<Problem> problems, Place own) {
    super(table, problems, own);
  }

  @Override
  public FileTable table(String key) {
    CheckedTable inner = super.table(key);
    return new FileTable(inner.content(), problems, inner.place());
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
        Object value = inner.content().value(name);
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
}
