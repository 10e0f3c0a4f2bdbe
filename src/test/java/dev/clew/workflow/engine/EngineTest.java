package dev.clew.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionState;
import dev.clew.workflow.execution.Inbox;
import dev.clew.workflow.execution.NodeState.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
  @TempDir Path home;

  private ExecutionFiles files(Workflow workflow, Executions executions) {
    return executions.create(workflow);
  }

  private Ending run(String text, Executions executions) throws InterruptedException {
    Workflow workflow = Executions.workflow(text);
    return executions.run(workflow, files(workflow, executions));
  }

  @Test
  void runsNodesWhenTheirNeedsHaveEnded() throws InterruptedException {
    var executions = new Executions(home);

    Ending ending =
        run(
            """
            [nodes.last]
            command = ["ok", "{{nodes.a.output}}{{nodes.b.output}}"]
            [nodes.a]
            command = ["ok", "A"]
            [nodes.b]
            command = ["ok", "B"]
            [outputs]
            all = "{{nodes.last.output}}"
            """,
            executions);

    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Completed.class,
            done -> assertThat(done.outputs()).hasToString("{\"all\":\"AB\"}"));
    List<String> transitions = executions.transitions();
    assertThat(transitions.indexOf("last node_started"))
        .isGreaterThan(transitions.indexOf("a node_completed"))
        .isGreaterThan(transitions.indexOf("b node_completed"));
    assertThat(transitions).last().isEqualTo("workflow_completed");
  }

  @Test
  void aFailureSkipsWhatNeedsItAndNothingElse() throws InterruptedException {
    var executions = new Executions(home);

    Ending ending =
        run(
            """
            [nodes.bad]
            command = ["fail"]
            [nodes.after]
            needs = ["bad"]
            command = ["ok"]
            [nodes.far]
            needs = ["after"]
            command = ["ok"]
            [nodes.other]
            command = ["ok"]
            [nodes.tolerated]
            command = ["fail"]
            allow_failure = true
            [nodes.tolerant]
            needs = ["tolerated"]
            command = ["ok"]
            [nodes.always]
            finally = true
            command = ["ok", "{{execution.status}} {{nodes.bad.error}}"]
            """,
            executions);

    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Failed.class, failed -> assertThat(failed.nodes()).containsExactly("bad"));
    assertThat(executions.transitions())
        .contains(
            "after node_skipped",
            "far node_skipped",
            "other node_completed",
            "tolerated node_failed",
            "tolerant node_completed",
            "always node_completed")
        .doesNotContain("after node_started", "far node_started");
  }

  @Test
  void whatIsSkippedByItsConditionStopsNothing() throws InterruptedException {
    var executions = new Executions(home);

    Ending ending =
        run(
            """
            [nodes.a]
            command = ["ok", "no"]
            [nodes.b]
            when = "nodes.a.output == 'yes'"
            command = ["fail"]
            [nodes.c]
            needs = ["b"]
            command = ["ok", "{{nodes.b.status}}"]
            [outputs]
            c = "{{nodes.c.output}}"
            """,
            executions);

    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Completed.class,
            done -> assertThat(done.outputs()).hasToString("{\"c\":\"skipped\"}"));
  }

  @Test
  void triesAgainAsOftenAsItMay() throws InterruptedException {
    var executions = new Executions(home);

    Ending ending =
        run(
            """
            [nodes.a]
            command = ["flaky", "3"]
            retry = { attempts = 3, delay = "1ms" }
            [nodes.b]
            command = ["flaky", "4"]
            retry = { attempts = 3, delay = "1ms" }
            [nodes.c]
            command = ["fail"]
            retry = { attempts = 3, delay = "1ms", on = ["timeout"] }
            """,
            executions);

    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.nodes()).containsExactlyInAnyOrder("b", "c"));
    assertThat(executions.transitions().stream().filter("a node_started"::equals)).hasSize(3);
    assertThat(executions.transitions().stream().filter("b node_started"::equals)).hasSize(3);
    assertThat(executions.transitions().stream().filter("c node_started"::equals)).hasSize(1);
  }

  @Test
  void runsANodeForEachItem() throws InterruptedException {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var executions =
        new Executions(home)
            .with(
                attempt -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  Thread.sleep(10);
                  running.decrementAndGet();
                  return Executions.play(attempt);
                });

    Ending ending =
        run(
            """
            [nodes.each]
            for_each = "range(7)"
            parallel = 2
            command = ["ok", "{{item * item}} at {{index}}"]
            [nodes.none]
            for_each = "range(0)"
            command = ["fail"]
            [outputs]
            each = "{{nodes.each.output}}"
            none = "{{nodes.none.output}}"
            """,
            executions);

    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Completed.class,
            done ->
                assertThat(done.outputs())
                    .hasToString(
                        "{\"each\":[\"0 at 0\",\"1 at 1\",\"4 at 2\",\"9 at 3\",\"16 at 4\","
                            + "\"25 at 5\",\"36 at 6\"],\"none\":[]}"));
    assertThat(most).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void oneItemThatFailsFailsItsNode() throws InterruptedException {
    var executions = new Executions(home);

    Ending ending =
        run(
            """
            [nodes.each]
            for_each = "split('ok,fail,ok', ',')"
            command = ["{{item}}", "x"]
            """,
            executions);

    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Failed.class, failed -> assertThat(failed.nodes()).containsExactly("each"));
    assertThat(executions.transitions())
        .contains("each[0] node_completed", "each[1] node_failed", "each[2] node_completed");
  }

  @Test
  void theFirstFailureMayEndAll() throws Exception {
    var executions = new Executions(home);

    Ending ending =
        run(
            """
            [workflow]
            fail_fast = true
            [nodes.long]
            command = ["wait"]
            [nodes.bad]
            command = ["fail"]
            [nodes.later]
            needs = ["long"]
            command = ["ok"]
            """,
            executions);

    assertThat(ending).isInstanceOf(Ending.Failed.class);
    assertThat(executions.transitions()).contains("long node_cancelled", "later node_cancelled");
  }

  @Test
  void isCancelledWithWhatRunsAndRunsWhatIsLast() throws Exception {
    var executions = new Executions(home);
    Workflow workflow =
        Executions.workflow(
            """
            [nodes.long]
            command = ["wait"]
            [nodes.next]
            needs = ["long"]
            command = ["ok"]
            [nodes.retried]
            command = ["fail"]
            retry = { attempts = 2, delay = "1h", max_delay = "1h" }
            [nodes.asks]
            message = "go on?"
            [nodes.clean]
            finally = true
            command = ["ok", "{{execution.status}}"]
            """);
    ExecutionFiles files = executions.create(workflow);
    Future<Ending> ending = executions.start(workflow, files);
    executions.await("long node_started");
    executions.await("retried retry_scheduled");
    executions.await("asks approval_requested");

    executions.engine().cancel("enough");

    assertThat(ending.get(30, TimeUnit.SECONDS)).isEqualTo(new Ending.Cancelled("enough"));
    assertThat(executions.transitions())
        .contains(
            "long node_cancelled",
            "next node_cancelled",
            "retried node_cancelled",
            "asks node_cancelled",
            "clean node_completed");
    assertThat(executions.asked()).contains("withdrawn: asks");
    assertThat(files.state().node("clean").output().value()).hasToString("\"cancelled\"");
  }

  @Test
  void aSecondCancelEndsWhatIsLast() throws Exception {
    var executions = new Executions(home);
    Workflow workflow =
        Executions.workflow(
            """
            [nodes.a]
            command = ["ok"]
            [nodes.clean]
            finally = true
            command = ["wait"]
            """);
    Future<Ending> ending = executions.start(workflow, executions.create(workflow));
    executions.await("clean node_started");
    executions.engine().cancel("once");
    executions.engine().cancel("twice");

    assertThat(ending.get(30, TimeUnit.SECONDS)).isEqualTo(new Ending.Cancelled("once"));
    assertThat(executions.transitions()).contains("clean node_cancelled");
  }

  @Test
  void waitsForADecision() throws Exception {
    var executions = new Executions(home);
    Workflow workflow =
        Executions.workflow(
            """
            [nodes.yes]
            message = "deploy {{1 + 1}} hosts?"
            [nodes.no]
            message = "really?"
            allow_failure = true
            [outputs]
            by = "{{nodes.yes.output.by}}"
            no = "{{nodes.no.error}}"
            """);
    ExecutionFiles files = executions.create(workflow);
    Future<Ending> ending = executions.start(workflow, files);
    executions.await("yes approval_requested");
    executions.await("no approval_requested");
    assertThat(files.state().node("yes").status()).isEqualTo(Status.WAITING);

    executions.engine().decide("yes", true, "ann", "");
    new Inbox(files).put("letter", new Inbox.Letter.Decision("no", false, "bob", "not today"));

    assertThat(ending.get(30, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Ending.Completed.class,
            done ->
                assertThat(done.outputs())
                    .hasToString("{\"by\":\"ann\",\"no\":\"denied by bob: not today\"}"));
    assertThat(executions.asked()).contains("yes: deploy 2 hosts?", "no: really?");
    assertThat(new Inbox(files).waiting()).isEmpty();
  }

  @Test
  void anAttemptHasALimitOfTime() throws InterruptedException {
    var executions = new Executions(home);

    Ending ending =
        run(
            """
            [nodes.slow]
            command = ["wait"]
            timeout = "20ms"
            [nodes.asks]
            message = "go on?"
            timeout = "20ms"
            """,
            executions);

    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.nodes()).containsExactlyInAnyOrder("slow", "asks"));
  }

  @Test
  void anExecutionHasALimitOfTime() throws InterruptedException {
    assertThat(
            run(
                """
                [workflow]
                timeout = "20ms"
                [nodes.slow]
                command = ["wait"]
                """,
                new Executions(home)))
        .isEqualTo(new Ending.Cancelled("timeout"));
  }

  @Test
  void aValueThatIsNotThereFailsItsNode() throws InterruptedException {
    var executions = new Executions(home);
    Workflow workflow =
        Executions.workflow(
            """
            [nodes.a]
            command = ["ok", "text"]
            [nodes.b]
            command = ["ok", "{{nodes.a.output.items}}"]
            [nodes.c]
            for_each = "nodes.a.output"
            command = ["ok"]
            """);
    ExecutionFiles files = executions.create(workflow);

    executions.run(workflow, files);

    ExecutionState state = files.state();
    assertThat(state.node("b").failure())
        .hasToString("Failure[type=expression, message=nodes.a.output.items is not there]");
    assertThat(state.node("c").failure())
        .hasToString("Failure[type=expression, message=for_each of c is no list]");
  }

  @Test
  void runsNoMoreAtOnceThanItMay() throws InterruptedException {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var executions =
        new Executions(home)
            .with(
                attempt -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  Thread.sleep(2);
                  running.decrementAndGet();
                  return Executions.completed("");
                });
    var text = new StringBuilder("[workflow]\nconcurrency = 50\n");
    for (int i = 0; i < 1_000; i++) {
      text.append("[nodes.n").append(i).append("]\ncommand = [\"ok\"]\n");
    }

    assertThat(run(text.toString(), executions)).isInstanceOf(Ending.Completed.class);
    assertThat(most).hasValueBetween(2, 50);
  }

  @Test
  void anErrorOfAnAttemptIsAFailure() throws InterruptedException {
    var executions =
        new Executions(home)
            .with(
                attempt -> {
                  if (attempt.task().equals("a")) {
                    throw new StackOverflowError("deep");
                  }
                  return Executions.play(attempt);
                });

    Ending ending =
        run(
            """
            [nodes.a]
            command = ["ok"]
            [nodes.clean]
            finally = true
            command = ["ok"]
            """,
            executions);

    assertThat(ending).isInstanceOf(Ending.Failed.class);
    assertThat(executions.transitions()).contains("a node_failed", "clean node_completed");
  }

  @Test
  void anItemThatFailsFirstFailsTheExecution() throws InterruptedException {
    var executions = new Executions(home);
    Workflow workflow =
        Executions.workflow(
            """
            [workflow]
            fail_fast = true
            concurrency = 1
            [nodes.a]
            for_each = "range(5)"
            command = ["fail"]
            [nodes.clean]
            finally = true
            command = ["ok", "{{execution.status}}"]
            """);
    ExecutionFiles files = executions.create(workflow);

    assertThat(executions.run(workflow, files))
        .isInstanceOfSatisfying(
            Ending.Failed.class, failed -> assertThat(failed.nodes()).containsExactly("a"));
    assertThat(executions.transitions().stream().filter("a node_failed"::equals)).hasSize(1);
    assertThat(files.state().node("clean").output().value()).hasToString("\"failed\"");
  }

  @Test
  void aDecisionForAnApprovalThatComesLaterIsKept() throws Exception {
    var executions = new Executions(home);
    Workflow workflow =
        Executions.workflow(
            """
            [nodes.long]
            command = ["wait"]
            timeout = "1s"
            allow_failure = true
            [nodes.ask]
            needs = ["long"]
            message = "go?"
            """);
    ExecutionFiles files = executions.create(workflow);
    new Inbox(files).put("letter", new Inbox.Letter.Decision("ask", true, "ann", ""));

    assertThat(executions.run(workflow, files)).isInstanceOf(Ending.Completed.class);
    assertThat(executions.asked()).isEmpty();
  }

  @Test
  void oddThingsInTheInboxAreNobodysRequests() throws Exception {
    var executions = new Executions(home);
    Workflow workflow = Executions.workflow("[nodes.a]\ncommand = [\"wait\"]\ntimeout = \"1s\"\n");
    ExecutionFiles files = executions.create(workflow);
    Files.createDirectory(files.inbox().resolve("a.json"));
    Files.write(files.inbox().resolve("b.json"), new byte[] {-1, -2});
    Files.createSymbolicLink(files.inbox().resolve("c.json"), Path.of("/dev/zero"));

    assertThat(executions.run(workflow, files)).isInstanceOf(Ending.Failed.class);
  }

  @Test
  void tenThousandNodesFollowEachOther() throws InterruptedException {
    var text = new StringBuilder("[nodes.n0]\ncommand = [\"ok\", \"0\"]\n");
    for (int i = 1; i < 10_000; i++) {
      text.append(
          "[nodes.n%d]\ncommand = [\"ok\", \"{{number(nodes.n%d.output) + 1}}\"]\n"
              .formatted(i, i - 1));
    }
    text.append("[outputs]\nlast = \"{{nodes.n9999.output}}\"\n");

    assertThat(run(text.toString(), new Executions(home)))
        .isInstanceOfSatisfying(
            Ending.Completed.class,
            done -> assertThat(done.outputs()).hasToString("{\"last\":\"9999\"}"));
  }
}
