package dev.clew.workflow.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final String VALUES =
      """
      {"inputs": {"name": "clew", "count": 3, "empty": "", "flag": false},
       "nodes": {"search": {"output": {"items": [{"id": 7}, {"id": 9}]}},
                 "unit-tests": {"output": "a\\nb"}},
       "item": "third"}
      """;

  static Scope scope() {
    JsonNode values;
    try {
      values = Values.parse(VALUES);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
    return reference -> new Scope.Found(values.path(reference.root()), 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 + 2 * 3 | 7",
        "(1 + 2) * 3 | 9",
        "10 / 4 | 2.5",
        "7 - 2 - 1 | 4",
        "-3 | -3",
        "'a' + 1 | \"a1\"",
        "inputs.name | \"clew\"",
        "inputs['name'] | \"clew\"",
        "nodes.search.output.items[0].id | 7",
        "nodes.search.output.items[-1].id | 9",
        "nodes.search.output.items[inputs.count - 2].id | 9",
        "nodes.unit-tests.output | \"a\\nb\"",
        "length(nodes.search.output.items) | 2",
        "length(inputs.name) | 4",
        "inputs.count > 2 and inputs.name == 'clew' | true",
        "inputs.count > 2 && not (inputs.name == 'clew') | false",
        "!inputs.flag | true",
        "!!inputs.flag | false",
        "inputs.flag or inputs.name | \"clew\"",
        "'le' in inputs.name | true",
        "9 in nodes.search.output.items | false",
        "2 == 2.0 | true",
        "'b' > 'a' | true",
        "inputs.missing == null | true",
        "default(inputs.missing, 'x') | \"x\"",
        "default(inputs.empty, 'x') | \"\"",
        "contains(inputs.name, 'ew') | true",
        "starts_with(inputs.name, 'cl') | true",
        "ends_with(inputs.name, 'cl') | false",
        "matches(inputs.name, '^c.*w$') | true",
        "upper(inputs.name) | \"CLEW\"",
        "lower('AB') | \"ab\"",
        "trim('  a ') | \"a\"",
        "lines(nodes.unit-tests.output) | [\"a\",\"b\"]",
        "split('a,b', ',') | [\"a\",\"b\"]",
        "join(split('a,b', ','), '-') | \"a-b\"",
        "length(json('[1, 2]')) | 2",
        "text(inputs.count) + '' | \"3\"",
        "number('2.50') | 2.50",
        "range(3) | [0,1,2]",
        "\"it's\" | \"it's\"",
        "'a\\n' | \"a\\n\"",
      })
  void hasAValue(String text, String json) {
    assertThat(Expression.parse(text).value(scope())).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 + | 3 | the end is not expected here",
        "a..b | 2 | \".\" is not expected here",
        "a b | 2 | \"b\" is not expected here",
        "'open | 0 | a text has no closing '",
        "(1 | 2 | \")\" is expected in place of the end",
        "a # b | 2 | \"#\" is not expected here",
        "lenght(a) | 0 | there is no function lenght; there are length,",
        "length(a, b) | 0 | write length(value)",
      })
  void saysWhereItIsWrong(String text, int offset, String reason) {
    assertThatThrownBy(() -> Expression.parse(text))
        .isInstanceOfSatisfying(
            ExpressionException.class,
            e -> {
              assertThat(e.reason()).startsWith(reason);
              assertThat(e.offset()).isEqualTo(offset);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 / 0 | division by zero",
        "'a' * 2 | a number is expected in place of a text",
        "json('{') | the text is no JSON",
        "matches('a', '(') | no regular expression",
        "range(100001) | a range has 0 to 100000 numbers",
      })
  void saysWhyThereIsNoValue(String text, String reason) {
    assertThatThrownBy(() -> Expression.parse(text).value(scope()))
        .isInstanceOf(ExpressionException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void doesNotNestWithoutEnd() {
    assertThatThrownBy(() -> Expression.parse("(".repeat(1_000)))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("it is nested too deep");
    assertThatThrownBy(() -> Expression.parse("a" + "[a".repeat(900)))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("it is nested too deep");
    assertThat(Expression.parse("!".repeat(1_001) + "true").value(scope())).hasToString("false");
  }

  @Test
  void whatCostsWithoutEndIsRefused() {
    assertThatThrownBy(() -> Expression.parse("1" + "+1".repeat(60_000)))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("it has more than 2000 words");
    assertThatThrownBy(
            () -> Expression.parse("number('" + "9".repeat(3_000_000) + "')").value(scope()))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("a number has 1000 characters at most");
    assertThatThrownBy(() -> Expression.parse("range(number('1e999999999'))").value(scope()))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("a range has 0 to 100000 numbers");
  }

  @Test
  void namesWhatItRefersTo() {
    assertThat(
            Expression.parse("nodes.a.output[inputs.i].x == length(nodes['b'].output)")
                .references())
        .extracting(Reference::toString)
        .containsExactly("nodes.a.output", "inputs.i", "nodes.b.output");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no braces", "{{inputs.name}}", "{{ 1 }} and {{ '}}' }}", "{ {a} }"})
  void templatesKeepWhatIsNoExpression(String text) {
    assertThat(Template.parse(text)).hasToString(text);
  }

  @Test
  void aTemplateOfOneExpressionHasItsValue() {
    assertThat(Template.parse("{{nodes.search.output.items}}").value(scope()))
        .hasToString("[{\"id\":7},{\"id\":9}]");
    assertThat(Template.parse("n={{inputs.count}} {{inputs.name}}").value(scope()))
        .hasToString("\"n=3 clew\"");
    assertThat(Template.parse("{{ '}}' }}").text(scope())).isEqualTo("}}");
  }

  @Test
  void aTemplateNamesWhatIsMissing() {
    assertThatThrownBy(() -> Template.parse("x {{ inputs.nme }}").text(scope()))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("inputs.nme is not there");
    assertThatThrownBy(() -> Template.parse("x {{ 1 +"))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("{{ has no closing }}");
  }

  /// Whatever somebody writes is an expression or an error with a place in it.
  @Property
  void neverBreaks(@ForAll String text) {
    try {
      var _ = Expression.parse(text).value(scope());
    } catch (ExpressionException e) {
      assertThat(e.offset()).isBetween(0, text.length());
    }
  }
}
