package dev.clew.workflow.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/// A part of an expression.
sealed interface Term {
  /// Where it starts in the text.
  int offset();

  /// The terms that it is made of.
  default Stream<Term> parts() {
    return Stream.empty();
  }

  record Literal(JsonNode value, int offset) implements Term {}

  /// A reference, followed from step to step.
  ///
  /// @param indexes one for each step: the name's text, or what is in brackets
  record Path(Reference reference, List<Term> indexes, int offset) implements Term {
    @Override
    public Stream<Term> parts() {
      return indexes.stream();
    }
  }

  record Call(Function function, List<Term> arguments, int offset) implements Term {
    @Override
    public Stream<Term> parts() {
      return arguments.stream();
    }
  }

  record Not(Term term, int offset) implements Term {
    @Override
    public Stream<Term> parts() {
      return Stream.of(term);
    }
  }

  record Binary(String operator, Term left, Term right, int offset) implements Term {
    @Override
    public Stream<Term> parts() {
      return Stream.of(left, right);
    }
  }
}
