package dev.clew.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.record.Attributes;
import dev.clew.record.RecordSource;
import dev.clew.record.SpanEntry;
import dev.clew.record.SpanKey;
import dev.clew.record.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A session is a trace of its own, and in a run's tree a part of its launch.
class SessionTreeTest {
  private final RunAssembly assembly = new RunAssembly();

  private void span(String session, String trace, String span, String parent, SpanKey... links) {
    Attributes.Builder resource = new Attributes.Builder();
    if (!session.isEmpty()) {
      resource.add("session.id", new Value.StringValue(session));
    }
    assembly.accept(
        new SpanEntry(
            RecordSource.of(resource.build(), ""),
            trace,
            span,
            parent,
            span,
            1,
            1,
            2,
            false,
            "",
            Attributes.EMPTY,
            List.of(),
            List.of(links)));
  }

  private List<String> tree() {
    return assembly.run("r", new Origin.Server("http://x"), false, 3).roots().stream()
        .map(SessionTreeTest::text)
        .toList();
  }

  private static String text(RunNode node) {
    List<String> children = node.children().stream().map(SessionTreeTest::text).toList();
    return children.isEmpty() ? node.name() : node.name() + children;
  }

  @Test
  void aSessionStandsUnderTheLaunchThatItIsLinkedTo() {
    span("s", "t2", "session", "", new SpanKey("t1", "launch"));
    span("s", "t2", "step", "session");
    span("", "t1", "launch", "");

    assertThat(tree()).containsExactly("launch[session[step]]");
  }

  @Test
  void aLinkAloneMakesNoParent() {
    span("", "t1", "screen", "");
    span("", "t2", "launch", "", new SpanKey("t1", "screen"));

    assertThat(tree()).containsExactlyInAnyOrder("screen", "launch");
  }

  @Test
  void aSessionWhoseLaunchIsNotThereStandsForItself() {
    span("s", "t2", "session", "", new SpanKey("t1", "launch"));
    span("s", "t3", "other", "", new SpanKey("t3", "other"));

    assertThat(tree()).containsExactlyInAnyOrder("session", "other");
  }
}
