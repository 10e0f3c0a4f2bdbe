package dev.clew.workflow.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text with expressions in double braces. One that is nothing but an expression has its value;
/// any other is a text.
public final class Template {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String text;
  private final List<Part> parts;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  private sealed interface Part {
    record Fixed(String text) implements Part {}

    /// @param offset of the expression in the template
    record Hole(Expression expression, int offset) implements Part {}
  }

  /// Reads a template.
  ///
  /// @throws ExpressionException when an expression in it is none, or braces are not closed
  public static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
      int close = end(text, open + OPEN.length());
      if (close < 0) {
        throw new ExpressionException(open, "{{ has no closing }}");
      }
      if (open > at) {
        parts.add(new Part.Fixed(text.substring(at, open)));
      }
      parts.add(hole(text, open + OPEN.length(), close));
      at = close + CLOSE.length();
    }
    if (at < text.length()) {
      parts.add(new Part.Fixed(text.substring(at)));
    }
    return new Template(text, parts);
  }

  /// The closing braces, of which those in quotes are none.
  private static int end(String text, int start) {
    char quote = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (text.startsWith(CLOSE, i)) {
        return i;
      }
    }
    return -1;
  }

  private static Part hole(String text, int start, int end) {
    try {
      return new Part.Hole(Expression.parse(text.substring(start, end)), start);
    } catch (ExpressionException e) {
      throw new ExpressionException(start + e.offset(), e.reason());
    }
  }

  /// Whether it has expressions.
  public boolean isFixed() {
    return parts.stream().allMatch(Part.Fixed.class::isInstance);
  }

  /// All that it refers to, with offsets in the template.
  public List<Reference> references() {
    List<Reference> all = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Hole(Expression expression, int offset)) {
        expression.references().forEach(each -> all.add(each.moved(offset)));
      }
    }
    return all;
  }

  /// The reference that it consists of, if it is nothing else.
  public Optional<Reference> onlyReference() {
    return parts.size() == 1
            && parts.getFirst() instanceof Part.Hole(Expression expression, int _)
            && expression.term() instanceof Term.Path path
            && path.indexes().size() == path.reference().names().size() - 1
        ? Optional.of(path.reference())
        : Optional.empty();
  }

  /// The value.
  ///
  /// @throws ExpressionException when an expression has none, or its path leads nowhere
  public JsonNode value(Scope scope) {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Hole hole) {
      return value(hole, scope);
    }
    return JsonNodeFactory.instance.textNode(text(scope));
  }

  /// The value as text.
  ///
  /// @throws ExpressionException as [#value]
  public String text(Scope scope) {
    var filled = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Fixed(String fixed) -> filled.append(fixed);
        case Part.Hole hole -> filled.append(Values.text(value(hole, scope)));
      }
    }
    return filled.toString();
  }

  private static JsonNode value(Part.Hole hole, Scope scope) {
    try {
      JsonNode value = hole.expression().value(scope);
      if (value.isMissingNode()) {
        throw new ExpressionException(0, hole.expression().text().strip() + " is not there");
      }
      return value;
    } catch (ExpressionException e) {
      throw new ExpressionException(hole.offset() + e.offset(), e.reason());
    }
  }

  /// As it is written.
  @Override
  public String toString() {
    return text;
  }
}
