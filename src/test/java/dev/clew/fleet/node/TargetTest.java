package dev.clew.fleet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import dev.clew.fleet.node.Target.Candidate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private static final List<Candidate> NODES =
      List.of(
          candidate("web-2", "web", true, 1),
          candidate("web-1", "web", true, 3),
          candidate("db-1", "db", true, 2),
          candidate("db-2", "db", false, 0));

  private static Candidate candidate(String name, String role, boolean ready, int tasks) {
    var node =
        new FleetNode(
            name, "", Map.of("role", role), "1", "host", 1, 1, "i", false, "local", "now");
    return new Candidate(node, ready, tasks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"any|web-2", "all|db-1 web-1 web-2", "role=web|web-1 web-2", "db-1|db-1"})
  void choosesReadyNodes(String target, String nodes) {
    assertThat(Target.parse(target).choose(NODES)).containsExactly(nodes.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role=mail|No node has role=mail; there are role=db (2), role=web (2).",
        "web-3|No node has that name; there are db-1, db-2, web-1, web-2.",
        "db-2|No node that matches is ready: db-2."
      })
  void saysWhatThereIs(String target, String words) {
    assertThatThrownBy(() -> Target.parse(target).choose(NODES)).hasMessageContaining(words);
  }

  @Test
  void aFleetWithoutNodesSaysSo() {
    assertThatThrownBy(() -> Target.parse("all").choose(List.of()))
        .hasMessageContaining("clew agent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "web.1", "=web", "role=", "a=b=c", "*", ">", "-x", "\u001b"})
  void whatIsNoTargetIsRefused(String text) {
    assertThatThrownBy(() -> Target.parse(text)).isInstanceOf(ClewError.class);
  }
}
