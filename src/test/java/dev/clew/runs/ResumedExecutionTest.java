package dev.clew.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.record.Attributes;
import dev.clew.record.RecordSource;
import dev.clew.record.SpanEntry;
import dev.clew.record.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which attempt decides how a run ended, in whatever order its spans were written.
class ResumedExecutionTest {
  private final List<SpanEntry> spans = new ArrayList<>();

  private void attempt(String execution, long start, int code) {
    Attributes.Builder attributes = new Attributes.Builder();
    attributes.add("clew.kind", new Value.StringValue("run"));
    attributes.add("process.exit.code", new Value.IntValue(code));
    if (!execution.isEmpty()) {
      attributes.add("clew.execution.id", new Value.StringValue(execution));
    }
    String id = "s" + spans.size();
    spans.add(
        new SpanEntry(
            RecordSource.of(Attributes.EMPTY, ""),
            "t",
            id,
            "",
            id,
            1,
            start,
            start + 5,
            code != 0,
            "",
            attributes.build(),
            List.of(),
            List.of()));
  }

  private String state() {
    String state = state(spans);
    List<SpanEntry> turned = new ArrayList<>(spans);
    for (int i = 0; i < spans.size(); i++) {
      Collections.rotate(turned, 1);
      assertThat(state(turned)).isEqualTo(state);
      assertThat(state(turned.reversed())).isEqualTo(state);
    }
    return state;
  }

  private static String state(List<SpanEntry> spans) {
    RunAssembly assembly = new RunAssembly();
    spans.forEach(assembly::accept);
    return assembly.run("r", new Origin.Server("http://x"), false, 100).state().label();
  }

  @Test
  void theLastAttemptDecides() {
    attempt("exec_1", 10, 1);
    attempt("exec_1", 20, 2);
    attempt("exec_1", 30, 0);

    assertThat(state()).isEqualTo("ok");
  }

  @Test
  void aLastAttemptThatFailsOutweighsOneThatWentWell() {
    attempt("exec_1", 10, 0);
    attempt("exec_1", 20, 4);
    attempt("exec_2", 15, 0);

    assertThat(state()).isEqualTo("failed (4)");
  }

  @Test
  void ofSeveralThatFailedTheFirstOneSaysHow() {
    attempt("exec_1", 10, 3);
    attempt("", 20, 2);
    assertThat(state()).isEqualTo("failed (3)");

    attempt("", 5, 6);
    assertThat(state()).isEqualTo("failed (6)");
  }

  @Test
  void anAttemptThatWasResumedIsNotTheFirstToFail() {
    attempt("exec_1", 10, 3);
    attempt("exec_1", 30, 5);
    attempt("exec_2", 20, 4);

    assertThat(state()).isEqualTo("failed (4)");
  }

  @Test
  void commandsWithoutAnExecutionDecideTogether() {
    attempt("", 10, 2);
    attempt("", 20, 0);
    attempt("exec_1", 30, 0);

    assertThat(state()).isEqualTo("failed (2)");
  }
}
