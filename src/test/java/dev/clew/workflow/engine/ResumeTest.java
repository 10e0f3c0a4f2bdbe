package dev.clew.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionState;
import dev.clew.workflow.execution.NodeState.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  /// Twenty nodes: four branches of four, a node with items, and what joins them.
  private static final String GRAPH = graph();

  @TempDir Path home;

  private static String graph() {
    var text = new StringBuilder("[nodes.start]\ncommand = [\"ok\", \"s\"]\n");
    for (int branch = 0; branch < 4; branch++) {
      for (int step = 0; step < 4; step++) {
        String before = step == 0 ? "start" : "b" + branch + "s" + (step - 1);
        text.append(
            "[nodes.b%ds%d]\ncommand = [\"flaky\", \"%d\", \"{{nodes.%s.output}}%d\"]\nretry = { attempts = 3, delay = \"1ms\" }\n"
                .formatted(branch, step, step == 2 ? 2 : 1, before, step));
      }
    }
    return text.append(
            """
            [nodes.items]
            for_each = "split('x,y,z', ',')"
            parallel = 2
            command = ["ok", "{{item}}{{nodes.b0s1.output}}"]
            [nodes.join]
            command = ["ok", "{{nodes.b0s3.output}} {{nodes.b1s3.output}} {{nodes.b2s3.output}} {{nodes.b3s3.output}} {{nodes.items.output}}"]
            [nodes.clean]
            finally = true
            command = ["ok", "done"]
            [outputs]
            all = "{{nodes.join.output}} {{nodes.clean.output}}"
            """)
        .toString();
  }

  /// Counts how often each task has been run, and gives outputs that tell what they were made of.
  private static NodeRunner counting(Map<String, AtomicInteger> runs) {
    return attempt -> {
      runs.computeIfAbsent(attempt.task(), _ -> new AtomicInteger()).incrementAndGet();
      NodeResult played = Executions.play(attempt);
      if (played instanceof NodeResult.Completed
          && attempt.node().action() instanceof Action.Command command) {
        return Executions.completed(
            attempt.task() + "(" + command.words().getLast().text(attempt.scope()) + ")");
      }
      return played;
    };
  }

  /// Cuts the log after each of its transitions, as if the process had been killed there, and goes
  /// on: what had completed is not run again, and all comes out as if nothing had happened.
  @Test
  void goesOnFromEveryTransition() throws Exception {
    Workflow workflow = Executions.workflow(GRAPH);
    assertThat(workflow.nodes()).hasSize(20);
    var whole = new Executions(home).with(counting(new ConcurrentHashMap<>()));
    ExecutionFiles original = whole.create(workflow);
    Ending undisturbed = whole.run(workflow, original);
    assertThat(undisturbed).isInstanceOf(Ending.Completed.class);
    List<String> lines = Executions.lines(original);
    assertThat(lines).hasSizeGreaterThan(60);

    for (int kept = 1; kept < lines.size(); kept++) {
      Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
      var executions = new Executions(home).with(counting(runs));
      ExecutionFiles files = executions.create(workflow);
      String torn = lines.get(kept).substring(0, lines.get(kept).length() / 2);
      Files.writeString(
          files.directory().resolve("events.jsonl"),
          String.join("\n", lines.subList(0, kept)) + "\n" + torn);
      ExecutionState before = files.state();

      assertThat(executions.run(workflow, files)).as("after %d", kept).isEqualTo(undisturbed);

      before
          .nodes()
          .forEach(
              (task, node) -> {
                if (node.status() == Status.COMPLETED) {
                  assertThat(runs).as("completed before").doesNotContainKey(task);
                }
              });
      assertThat(files.state().phase()).isEqualTo(ExecutionState.Phase.COMPLETED);
    }
  }

  @Test
  void aDecisionIsNotAskedForAgain() throws Exception {
    Workflow workflow =
        Executions.workflow(
            "[nodes.ask]\nmessage = \"go?\"\n[outputs]\nok = \"{{nodes.ask.output.approved}}\"\n");
    var first = new Executions(home);
    ExecutionFiles files = first.create(workflow);
    Future<Ending> ending = first.start(workflow, files);
    first.await("ask approval_requested");
    first.engine().decide("ask", true, "ann", "");
    assertThat(ending.get(30, TimeUnit.SECONDS)).isInstanceOf(Ending.Completed.class);
    List<String> lines = Executions.lines(files);
    int received =
        lines.indexOf(
            lines.stream()
                .filter(each -> each.contains("approval_received"))
                .findFirst()
                .orElseThrow());
    var second = new Executions(home);
    ExecutionFiles cut = second.create(workflow);
    Files.writeString(
        cut.directory().resolve("events.jsonl"),
        String.join("\n", lines.subList(0, received + 1)) + "\n");

    assertThat(second.run(workflow, cut)).isInstanceOf(Ending.Completed.class);
    assertThat(second.asked()).isEmpty();
  }

  @Test
  void aFailedExecutionIsTakenUpWhereItFailed() throws Exception {
    Workflow workflow =
        Executions.workflow(
            """
            [nodes.a]
            command = ["ok", "a"]
            [nodes.b]
            needs = ["a"]
            command = ["flaky", "2"]
            [nodes.c]
            needs = ["b"]
            command = ["ok", "c"]
            """);
    Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    var executions = new Executions(home).with(counting(runs));
    ExecutionFiles files = executions.create(workflow);

    assertThat(executions.run(workflow, files)).isInstanceOf(Ending.Failed.class);
    assertThat(executions.run(workflow, files)).isInstanceOf(Ending.Completed.class);

    assertThat(runs.get("a")).hasValue(1);
    assertThat(runs.get("b")).hasValue(2);
    assertThat(runs.get("c")).hasValue(1);
  }

  @Test
  void whatRunsAtTheEndRunsAgainAfterWhatWasLeft() throws Exception {
    Workflow workflow =
        Executions.workflow(
            """
            [nodes.a]
            command = ["flaky", "2"]
            [nodes.clean]
            finally = true
            command = ["ok", "x"]
            """);
    Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    var executions = new Executions(home).with(counting(runs));
    ExecutionFiles files = executions.create(workflow);

    assertThat(executions.run(workflow, files)).isInstanceOf(Ending.Failed.class);
    assertThat(executions.run(workflow, files)).isInstanceOf(Ending.Completed.class);

    assertThat(runs.get("clean")).hasValue(2);
  }

  @Test
  void anAttemptGoesOnFromItsCheckpoint() throws Exception {
    Workflow workflow = Executions.workflow("[nodes.a]\ncommand = [\"a\"]\n");
    var first =
        new Executions(home)
            .with(
                attempt -> {
                  attempt.notes().checkpoint(IntNode.valueOf(7));
                  return NodeResult.Failed.of("exit:1", "exit code 1");
                });
    ExecutionFiles files = first.create(workflow);
    first.run(workflow, files);

    var second =
        new Executions(home)
            .with(attempt -> Executions.completed(String.valueOf(attempt.checkpoint())));
    second.run(workflow, files);

    assertThat(files.state().node("a").output().value()).hasToString("\"7\"");
  }
}
