package dev.clew.workflow.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowFileTest {
  private static WorkflowFile.Checked check(String text) {
    return WorkflowFile.check(Path.of("flow.toml"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(String text) {
    return check(text).problems().stream().map(each -> each.in("flow.toml")).toList();
  }

  @Test
  void readsAWorkflow() {
    Workflow workflow =
        check(
                """
                [workflow]
                name = "ci"
                version = "2"
                concurrency = 3
                timeout = "1h"

                [inputs.ref]
                default = "main"

                [nodes.build]
                command = ["make", "{{inputs.ref}}"]
                timeout = "5m"
                retry = { attempts = 4, delay = "2s", on = ["exit:75"] }

                [nodes.test]
                needs = ["build"]
                for_each = "{{nodes.build.output}}"
                parallel = 2
                script = "make test"
                environment = { ITEM = "{{item}}" }

                [nodes.clean]
                finally = true
                command = ["make", "clean"]

                [outputs]
                log = "{{nodes.test.output}}"
                """)
            .workflow();

    assertThat(workflow.name()).isEqualTo("ci");
    assertThat(workflow.version()).isEqualTo("2");
    assertThat(workflow.concurrency()).isEqualTo(3);
    assertThat(workflow.timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(workflow.nodes().keySet()).containsExactly("build", "test", "clean");
    Node build = node(workflow, "build");
    assertThat(build.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(build.retry().applies(3, "exit:75")).isTrue();
    assertThat(build.retry().applies(4, "exit:75")).isFalse();
    assertThat(build.retry().applies(1, "exit:1")).isFalse();
    assertThat(build.retry().wait(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(build.retry().wait(2)).isEqualTo(Duration.ofSeconds(4));
    assertThat(node(workflow, "test").needs()).containsExactly("build");
    assertThat(node(workflow, "test").parallel()).isEqualTo(2);
    assertThat(node(workflow, "clean").last()).isTrue();
  }

  private static Node node(Workflow workflow, String id) {
    return workflow.nodes().entrySet().stream()
        .filter(each -> each.getKey().equals(id))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aReferenceIsANeed() {
    Workflow workflow =
        check(
                """
                [nodes.a]
                command = ["true"]
                [nodes.b]
                command = ["echo", "{{nodes.a.output}}"]
                """)
            .workflow();

    assertThat(node(workflow, "b").needs()).containsExactly("a");
  }

  static List<List<String>> mistakes() {
    return List.of(
        List.of(
            """
            [nodes.build]
            comand = ["make"]
            """,
            "flow.toml:1:8: node build does nothing; give it a command, image, url, expression, message, tool or model"),
        List.of(
            """
            [nodes.build]
            command = ["make"]
            timout = "5m"
            """,
            "flow.toml:3:1: unknown key timout; do you mean timeout?"),
        List.of(
            """
            [nodes.build]
            command = ["make"]
            needs = ["chekout"]
            [nodes.checkout]
            command = ["git"]
            """,
            "flow.toml:3:10: there is no node chekout; do you mean checkout?"),
        List.of(
            """
            [nodes.build]
            command = ["make", "{{inputs.rev}}"]
            [inputs.ref]
            """,
            "flow.toml:2:23: there is no input rev; do you mean ref?",
            "flow.toml:3:9: warning: nothing uses input ref"),
        List.of(
            """
            [nodes.build]
            command = ["make"]
            when = "{{nodes.build2.outptu}}"
            [nodes.build2]
            command = ["make"]
            """,
            "flow.toml:3:11: nodes.build2 has no outptu; do you mean output?"),
        List.of(
            """
            [nodes.build]
            command = ["make", "{{1 +}}"]
            """,
            "flow.toml:2:26: the end is not expected here"),
        List.of(
            """
            [nodes.a]
            command = ["a"]
            needs = ["c"]
            [nodes.b]
            command = ["b"]
            needs = ["a"]
            [nodes.c]
            command = ["c"]
            needs = ["b"]
            [nodes.d]
            command = ["d"]
            needs = ["a"]
            """,
            "flow.toml:1:8: nodes wait for each other: a → c → b → a"),
        List.of(
            """
            [nodes.a]
            command = ["a", "{{nodes.a.output}}"]
            """,
            "flow.toml:1:8: nodes wait for each other: a → a"),
        List.of(
            """
            [nodes.a]
            script = "echo {{inputs.x}}"
            """,
            "flow.toml:2:16: a script takes no expressions, whose values would become part of the"
                + " program: write environment = { NAME = \"{{…}}\" } and \"$NAME\" in the script"),
        List.of(
            """
            [nodes.a]
            kind = "comand"
            command = ["a"]
            """,
            "flow.toml:2:9: there is no kind comand; do you mean command?"),
        List.of(
            """
            [nodes.a]
            command = ["a", "{{item}}"]
            """,
            "flow.toml:2:20: item is for nodes with for_each"),
        List.of(
            """
            [nodes.a]
            command = "make all"
            """,
            "flow.toml:2:1: command has to be an array of texts"),
        List.of(
            "[workflow]\nname = \"empty\"\n",
            "flow.toml:1:1: there are no nodes; write [nodes.NAME]"),
        List.of(
            """
            [inputs.count]
            type = "integer"
            default = "three"
            [nodes.a]
            command = ["a"]
            """,
            "flow.toml:1:9: warning: nothing uses input count",
            "flow.toml:3:1: default is not of type integer"),
        List.of(
            """
            [nodes.a]
            finally = true
            command = ["a"]
            [nodes.b]
            command = ["b"]
            needs = ["a"]
            """,
            "flow.toml:6:10: node a runs when all others have ended (finally)"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongAndWhere(List<String> mistake) {
    assertThat(problems(mistake.getFirst()))
        .containsExactlyElementsOf(mistake.subList(1, mistake.size()));
  }

  @Test
  void manyMistakesAreFoundAtOnce() {
    assertThat(
            problems(
                """
                [nodes.a]
                command = ["{{inputs.x}}", "{{inputs.y}}"]
                timeout = "soon"
                [nodes.b]
                url = "{{nodes.c.output}}"
                """))
        .hasSize(4);
  }

  @Test
  void anUnsoundWorkflowIsNotExecuted(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("flow.toml");
    Files.writeString(file, "[nodes.a]\nneeds = [\"b\"]\ncommand = [\"a\"]\n");

    assertThatThrownBy(() -> WorkflowFile.read(file))
        .isInstanceOf(ClewError.class)
        .hasMessage(file + ":2:10: there is no node b; do you mean a?");
  }

  @Test
  void inputsAreChecked() {
    Workflow workflow =
        check(
                """
                [inputs]
                ref = { type = "string" }
                count = { type = "integer", default = 2 }
                files = { type = "list", default = [] }
                token = { type = "secret", environment = "TOKEN" }
                [nodes.a]
                command = ["a", "{{inputs.ref}}", "{{inputs.count}}", "{{inputs.files}}", "{{inputs.token}}"]
                """)
            .workflow();
    var values = new InputValues(workflow, Map.of("TOKEN", "s3cret"));

    assertThat(values.of(List.of("ref=main", "files=[\"a\"]")))
        .hasToString("{\"ref\":\"main\",\"count\":2,\"files\":[\"a\"]}");
    assertThat(values.secrets()).containsExactly(Map.entry("token", "s3cret"));
    assertThatThrownBy(() -> values.of(List.of("count=x", "reff=1", "token=a", "oops")))
        .isInstanceOf(ClewError.class)
        .hasMessageContaining("there is no input reff; do you mean ref?")
        .hasMessageContaining(
            "token is a secret, which is seen by all on a command line: set TOKEN")
        .hasMessageContaining("\"oops\" is not name=value")
        .hasMessageContaining("input ref is missing: give ref=…")
        .hasMessageContaining("input count has to be of type integer");
    assertThatThrownBy(() -> new InputValues(workflow, Map.of()).of(List.of("ref=a")))
        .isInstanceOf(ClewError.class)
        .hasMessageContaining("input token is missing: set TOKEN");
  }
}
