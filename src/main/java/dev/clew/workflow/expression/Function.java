package dev.clew.workflow.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The functions of expressions.
enum Function {
  LENGTH("length(value)", 1) {
    @Override
    JsonNode of(List<JsonNode> given) {
      JsonNode value = given.getFirst();
      return JSON.numberNode(value.isTextual() ? value.textValue().length() : value.size());
    }
  },
  CONTAINS("contains(text or list, value)", 2) {
    @Override
    JsonNode of(List<JsonNode> given) {
      return JSON.booleanNode(Values.contains(given.getFirst(), given.get(1)));
    }
  },
  STARTS_WITH("starts_with(text, start)", 2) {
    @Override
    JsonNode of(List<JsonNode> given) {
      return JSON.booleanNode(text(given, 0).startsWith(text(given, 1)));
    }
  },
  ENDS_WITH("ends_with(text, end)", 2) {
    @Override
    JsonNode of(List<JsonNode> given) {
      return JSON.booleanNode(text(given, 0).endsWith(text(given, 1)));
    }
  },
  MATCHES("matches(text, 'regular expression')", 2) {
    @Override
    JsonNode of(List<JsonNode> given) {
      try {
        return JSON.booleanNode(Pattern.compile(text(given, 1)).matcher(text(given, 0)).find());
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException("no regular expression: " + e.getDescription(), e);
      }
    }
  },
  LOWER("lower(text)", 1) {
    @Override
    JsonNode of(List<JsonNode> given) {
      return JSON.textNode(text(given, 0).toLowerCase(Locale.ROOT));
    }
  },
  UPPER("upper(text)", 1) {
    @Override
    JsonNode of(List<JsonNode> given) {
      return JSON.textNode(text(given, 0).toUpperCase(Locale.ROOT));
    }
  },
  TRIM("trim(text)", 1) {
    @Override
    JsonNode of(List<JsonNode> given) {
      return JSON.textNode(text(given, 0).strip());
    }
  },
  LINES("lines(text)", 1) {
    @Override
    JsonNode of(List<JsonNode> given) {
      ArrayNode lines = JSON.arrayNode();
      text(given, 0).lines().forEach(lines::add);
      return lines;
    }
  },
  SPLIT("split(text, separator)", 2) {
    @Override
    JsonNode of(List<JsonNode> given) {
      ArrayNode parts = JSON.arrayNode();
      String separator = text(given, 1);
      for (String part : text(given, 0).split(java.util.regex.Pattern.quote(separator), -1)) {
        parts.add(part);
      }
      return parts;
    }
  },
  JOIN("join(list, separator)", 2) {
    @Override
    JsonNode of(List<JsonNode> given) {
      return JSON.textNode(
          Values.bounded(
              StreamSupport.stream(given.getFirst().spliterator(), false)
                  .map(Values::text)
                  .collect(Collectors.joining(text(given, 1)))));
    }
  },
  JSON_OF("json(text)", 1) {
    @Override
    JsonNode of(List<JsonNode> given) {
      try {
        return Values.parse(text(given, 0));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("the text is no JSON", e);
      }
    }
  },
  TEXT("text(value)", 1) {
    @Override
    JsonNode of(List<JsonNode> given) {
      return JSON.textNode(Values.text(given.getFirst()));
    }
  },
  NUMBER("number(text)", 1) {
    @Override
    JsonNode of(List<JsonNode> given) {
      return JSON.numberNode(Values.number(given.getFirst()));
    }
  },
  DEFAULT("default(value, otherwise)", 2) {
    @Override
    JsonNode of(List<JsonNode> given) {
      JsonNode value = given.getFirst();
      return value.isMissingNode() || value.isNull() ? given.get(1) : value;
    }
  },
  RANGE("range(count)", 1) {
    @Override
    JsonNode of(List<JsonNode> given) {
      BigDecimal wanted = Values.number(given.getFirst());
      if (wanted.signum() < 0 || wanted.compareTo(BigDecimal.valueOf(MOST)) > 0) {
        throw new IllegalArgumentException("a range has 0 to " + MOST + " numbers");
      }
      int count = wanted.intValue();
      ArrayNode range = JSON.arrayNode();
      for (int i = 0; i < count; i++) {
        range.add(i);
      }
      return range;
    }
  };

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST = 100_000;

  private final String usage;
  private final int arguments;

  Function(String usage, int arguments) {
    this.usage = usage;
    this.arguments = arguments;
  }

  /// Its value; a missing value counts as null but in `default`.
  ///
  /// @throws IllegalArgumentException with the reason when there is none
  abstract JsonNode of(List<JsonNode> given);

  static @Nullable Function named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(name))
        .findFirst()
        .orElse(null);
  }

  static String all() {
    return Arrays.stream(values()).map(Function::label).collect(Collectors.joining(", "));
  }

  private String label() {
    return usage.substring(0, usage.indexOf('('));
  }

  boolean takes(int count) {
    return count == arguments;
  }

  String usage() {
    return "write " + usage;
  }

  private static String text(List<JsonNode> given, int index) {
    return Values.text(given.get(index));
  }
}
