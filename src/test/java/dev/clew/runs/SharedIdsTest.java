package dev.clew.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.record.Attributes;
import dev.clew.record.RecordSource;
import dev.clew.record.SpanEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Spans whose ids are not theirs alone.
class SharedIdsTest {
  private final RunAssembly assembly = new RunAssembly();

  private void span(String trace, String span, String parent, String name, int kind) {
    span(trace, span, parent, name, kind, 1);
  }

  private void span(String trace, String span, String parent, String name, int kind, long start) {
    assembly.accept(
        new SpanEntry(
            RecordSource.of(Attributes.EMPTY, ""),
            trace,
            span,
            parent,
            name,
            kind,
            start,
            2,
            name.equals("bad"),
            "",
            Attributes.EMPTY,
            List.of(),
            List.of()));
  }

  private List<RunNode> roots() {
    return assembly.run("r", new Origin.Server("http://x"), false, 3).roots();
  }

  @Test
  void equalIdsInTwoTracesAreTwoSpansWithChildrenOfTheirOwn() {
    span("t1", "a", "", "good", 1);
    span("t1", "b", "a", "child of good", 1);
    span("t2", "a", "", "bad", 1);
    span("t2", "c", "a", "child of bad", 1);

    assertThat(roots())
        .extracting(RunNode::name, node -> node.state() instanceof State.Failed)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("good", false),
            org.assertj.core.groups.Tuple.tuple("bad", true));
    assertThat(roots())
        .flatExtracting(RunNode::children)
        .extracting(RunNode::name)
        .containsExactly("child of good", "child of bad");
  }

  @Test
  void whatHasNoStartComesLastAndNamesNoRun() {
    span("t", "a", "a", "its own parent", 1, 0);
    span("t", "b", "", "root", 1, 5);
    span("t", "c", "", "later", 1, 6);

    Run run = assembly.run("r", new Origin.Server("http://x"), false, 7);

    assertThat(run.name()).isEqualTo("root");
    assertThat(run.roots())
        .extracting(RunNode::name)
        .containsExactly("root", "later", "its own parent");
  }

  @Test
  void clientAndServerOfOneIdAreTwoAndTheServerHasTheChildren() {
    span("t", "p", "", "parent", 1);
    span("t", "a", "p", "client", 3);
    span("t", "a", "p", "server", 2);
    span("t", "b", "a", "query", 1);
    span("t", "a", "p", "client", 3);

    RunNode parent = roots().getFirst();
    assertThat(parent.children())
        .extracting(RunNode::name, node -> node.children().size())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("client", 0),
            org.assertj.core.groups.Tuple.tuple("server", 1));
  }

  /// Looking at all spans for each one takes minutes.
  @Test
  @Timeout(30)
  void manySpansThatNothingStartsAreReadInOneGo() {
    for (int i = 0; i < 200_000; i++) {
      span("t", Integer.toString(i), "", "span", 3);
      span("t", Integer.toString(i), "", "span", 2);
      assertThat(assembly.hasStart()).isFalse();
    }
  }
}
