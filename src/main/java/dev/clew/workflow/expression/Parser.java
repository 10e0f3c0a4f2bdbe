package dev.clew.workflow.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads an expression by recursive descent: `or`, `and`, `not`, comparisons, sums, products,
/// paths.
final class Parser {
  private static final int DEEPEST = 64;
  private static final int LONGEST = 2_000;
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final List<Token> tokens;
  private int at;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// @throws ExpressionException when the text is no expression
  static Term parse(String text) {
    List<Token> tokens = Tokens.of(text);
    if (tokens.size() > LONGEST) {
      throw new ExpressionException(
          tokens.get(LONGEST).offset(), "it has more than " + LONGEST + " words");
    }
    var parser = new Parser(tokens);
    Term term = parser.or();
    if (parser.peek().type() != TokenType.END) {
      throw parser.unexpected();
    }
    return term;
  }

  private Term or() {
    if (++depth > DEEPEST) {
      throw new ExpressionException(peek().offset(), "it is nested too deep");
    }
    Term left = and();
    while (takes("||") || takesWord("or")) {
      left = new Term.Binary("||", left, and(), left.offset());
    }
    depth--;
    return left;
  }

  private Term and() {
    Term left = not();
    while (takes("&&") || takesWord("and")) {
      left = new Term.Binary("&&", left, not(), left.offset());
    }
    return left;
  }

  private Term not() {
    int negations = 0;
    int offset = peek().offset();
    while (takes("!") || takesWord("not")) {
      negations++;
    }
    Term term = comparison();
    Term negated = negations == 0 ? term : new Term.Not(term, offset);
    return negations > 0 && negations % 2 == 0 ? new Term.Not(negated, offset) : negated;
  }

  private Term comparison() {
    Term left = sum();
    Token token = peek();
    if (token.type() == TokenType.OPERATOR && COMPARISONS.contains(token.text())) {
      at++;
      return new Term.Binary(token.text(), left, sum(), left.offset());
    }
    return takesWord("in") ? new Term.Binary("in", left, sum(), left.offset()) : left;
  }

  private Term sum() {
    Term left = product();
    while (peek().is("+") || peek().is("-")) {
      String operator = next().text();
      left = new Term.Binary(operator, left, product(), left.offset());
    }
    return left;
  }

  private Term product() {
    Term left = primary();
    while (peek().is("*") || peek().is("/")) {
      String operator = next().text();
      left = new Term.Binary(operator, left, primary(), left.offset());
    }
    return left;
  }

  private Term primary() {
    Token token = next();
    return switch (token.type()) {
      case NUMBER -> literal(JSON.numberNode(new BigDecimal(token.text())), token);
      case TEXT -> literal(JSON.textNode(token.text()), token);
      case NAME -> named(token);
      case OPERATOR -> {
        if (token.is("(")) {
          Term inner = or();
          expect(")");
          yield inner;
        }
        if (token.is("-") && peek().type() == TokenType.NUMBER) {
          yield literal(JSON.numberNode(new BigDecimal(next().text()).negate()), token);
        }
        at--;
        throw unexpected();
      }
      case END -> {
        at--;
        throw unexpected();
      }
    };
  }

  private static Term literal(JsonNode value, Token token) {
    return new Term.Literal(value, token.offset());
  }

  private Term named(Token name) {
    if (peek().is("(")) {
      return call(name);
    }
    return switch (name.text()) {
      case "true" -> literal(JSON.booleanNode(true), name);
      case "false" -> literal(JSON.booleanNode(false), name);
      case "null" -> literal(JSON.nullNode(), name);
      default -> path(name);
    };
  }

  private Term call(Token name) {
    Function function = Function.named(name.text());
    if (function == null) {
      throw new ExpressionException(
          name.offset(), "there is no function " + name.text() + "; there are " + Function.all());
    }
    expect("(");
    List<Term> arguments = new ArrayList<>();
    if (!takes(")")) {
      do {
        arguments.add(or());
      } while (takes(","));
      expect(")");
    }
    if (!function.takes(arguments.size())) {
      throw new ExpressionException(name.offset(), function.usage());
    }
    return new Term.Call(function, arguments, name.offset());
  }

  private Term path(Token root) {
    List<String> names = new ArrayList<>(List.of(root.text()));
    List<Term> indexes = new ArrayList<>();
    boolean written = true;
    while (peek().is(".") || peek().is("[")) {
      Term index;
      if (takes("[")) {
        index = or();
        expect("]");
      } else {
        at++;
        Token name = next();
        if (name.type() != TokenType.NAME && name.type() != TokenType.NUMBER) {
          at--;
          throw unexpected();
        }
        index = literal(JSON.textNode(name.text()), name);
      }
      written &= index instanceof Term.Literal literal && literal.value().isTextual();
      if (written) {
        names.add(((Term.Literal) index).value().textValue());
      }
      indexes.add(index);
    }
    return new Term.Path(new Reference(names, root.offset()), indexes, root.offset());
  }

  private void expect(String operator) {
    if (!takes(operator)) {
      throw new ExpressionException(
          peek().offset(), "\"" + operator + "\" is expected in place of " + peek().shown());
    }
  }

  private boolean takes(String operator) {
    boolean taken = peek().is(operator);
    at += taken ? 1 : 0;
    return taken;
  }

  private boolean takesWord(String word) {
    boolean taken = peek().type() == TokenType.NAME && peek().text().equals(word);
    at += taken ? 1 : 0;
    return taken;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    return tokens.get(at++);
  }

  private ExpressionException unexpected() {
    return new ExpressionException(peek().offset(), peek().shown() + " is not expected here");
  }
}
