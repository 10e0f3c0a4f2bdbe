package dev.clew.workflow.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/// An expression: literals, paths such as `nodes.search.output.items[0]`, comparisons, arithmetic,
/// `and`, `or`, `not`, `in` and functions. It has no loops and no effects.
///
/// @param text as it is written
public record Expression(String text, Term term) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Reads an expression.
  ///
  /// @throws ExpressionException when the text is none
  public static Expression parse(String text) {
    return new Expression(text, Parser.parse(text));
  }

  /// All that it refers to.
  public List<Reference> references() {
    List<Reference> found = new ArrayList<>();
    collect(term, found);
    return found;
  }

  private static void collect(Term term, List<Reference> found) {
    if (term instanceof Term.Path path) {
      found.add(path.reference());
    }
    term.parts().forEach(part -> collect(part, found));
  }

  /// The value, which is a missing node where a path leads nowhere.
  ///
  /// @throws ExpressionException when there is none
  public JsonNode value(Scope scope) {
    return value(term, scope);
  }

  /// Whether the value counts as true.
  ///
  /// @throws ExpressionException when there is none
  public boolean isTrue(Scope scope) {
    return Values.isTrue(value(scope));
  }

  private static JsonNode value(Term term, Scope scope) {
    try {
      return switch (term) {
        case Term.Literal literal -> literal.value();
        case Term.Path path -> followed(path, scope);
        case Term.Call call ->
            call.function().of(call.arguments().stream().map(each -> value(each, scope)).toList());
        case Term.Not not -> JSON.booleanNode(!Values.isTrue(value(not.term(), scope)));
        case Term.Binary binary -> combined(binary, scope);
      };
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ExpressionException(term.offset(), String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode combined(Term.Binary binary, Scope scope) {
    JsonNode left = value(binary.left(), scope);
    if (binary.operator().equals("&&") || binary.operator().equals("||")) {
      boolean decided = Values.isTrue(left) == binary.operator().equals("||");
      return decided ? left : value(binary.right(), scope);
    }
    JsonNode right = value(binary.right(), scope);
    return switch (binary.operator()) {
      case "==" -> JSON.booleanNode(Values.isEqual(left, right));
      case "!=" -> JSON.booleanNode(!Values.isEqual(left, right));
      case "<" -> JSON.booleanNode(Values.compare(left, right) < 0);
      case "<=" -> JSON.booleanNode(Values.compare(left, right) <= 0);
      case ">" -> JSON.booleanNode(Values.compare(left, right) > 0);
      case ">=" -> JSON.booleanNode(Values.compare(left, right) >= 0);
      case "in" -> JSON.booleanNode(Values.contains(right, left));
      case "+" -> Values.plus(left, right);
      default -> Values.calculated(binary.operator().charAt(0), left, right);
    };
  }

  private static JsonNode followed(Term.Path path, Scope scope) {
    Scope.Found found = scope.find(path.reference());
    JsonNode value = found.value();
    for (int i = found.steps(); i < path.indexes().size(); i++) {
      value = step(value, value(path.indexes().get(i), scope));
    }
    return value;
  }

  private static JsonNode step(JsonNode value, JsonNode index) {
    if (!index.isNumber()) {
      return value.path(Values.text(index));
    }
    int at = index.intValue();
    if (value.isTextual() || value.isObject()) {
      return value.isObject() ? value.path(index.asText()) : MissingNode.getInstance();
    }
    return value.path(at < 0 ? value.size() + at : at);
  }
}
