package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Jobs, nodes, tokens and the audit log of a fleet of one server with a real nats-server, and
/// agents.
@Execution(ExecutionMode.SAME_THREAD) // the machines are the same
class FleetTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;
  private static TestFleet fleet;

  @BeforeAll
  static void start() throws IOException {
    fleet = TestFleet.start(root, "web-1 role=web", "web-2 role=web", "db-1 role=db");
  }

  @AfterAll
  static void stop() throws IOException {
    fleet.close();
  }

  private static Ended run(String... words) throws IOException {
    return fleet.user().run(words);
  }

  private static JsonNode json(String... words) throws IOException {
    return JSON.readTree(run(words).text());
  }

  @Test
  void aJobRunsOnEachMachineOfItsTarget() throws IOException, InterruptedException {
    String job =
        run("job", "submit", "--target", "role=web", "--", "sh", "-c", "echo on $CLEW_NODE; exit 3")
            .text()
            .strip();
    fleet.awaitState(job, "failed");

    assertThat(run("job", "logs", job).text().lines())
        .containsExactlyInAnyOrder("on web-1", "on web-2");
    assertThat(json("job", "status", job, "-o", "json").findValuesAsText("exitCode"))
        .containsExactly("3", "3");
    assertThat(run("job", "list").text()).contains("failed\t" + job + "\trole=web");
  }

  @Test
  void theProcessesContinueTheTraceOfWhoSubmits() throws IOException {
    Ended ended = run("run", "--on", "all", "--", "sh", "-c", "echo out; echo err >&2");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.text()).isEqualTo("out\n".repeat(3));
    assertThat(ended.err()).isEqualTo("err\n".repeat(3));
    JsonNode tree =
        json("inspect", "@sh -c echo out; echo err >&2", "--server", fleet.url(), "-o", "json");
    assertThat(tree.findValuesAsText("traceId").stream().distinct()).hasSize(1);
    assertThat(tree.toString()).contains("\"web-1\"", "\"web-2\"", "\"db-1\"");
    String text = run("inspect", "@sh -c echo out; echo err >&2", "--server", fleet.url()).text();
    assertThat(text).contains("── web-1", "── web-2", "── db-1", "6 lines of output");
  }

  @Test
  void theWorstExitCodeIsReturned() throws IOException {
    Ended ended = run("run", "--on", "all", "--", "sh", "-c", "test $CLEW_NODE = web-1 || exit 7");

    assertThat(ended.code()).isEqualTo(7);
    assertThat(ended.err()).contains("exit codes: db-1 7, web-2 7");
    Ended missing = run("run", "--on", "db-1", "--", "no-such-program");
    assertThat(missing.code()).isEqualTo(127);
    assertThat(missing.err()).contains("[E129]", "[E030] Command not found");
  }

  @Test
  void binaryOutputOfOneMachineIsPassedOnAsItIs() throws IOException {
    byte[] out = run("run", "--on", "db-1", "--", "head", "-c", "300000", "/dev/zero").out();

    assertThat(out).hasSize(300_000).containsOnly(0);
  }

  @Test
  void theAgentsSecretsDoNotReachAJob() throws IOException {
    Ended ended = run("run", "--on", "db-1", "--", "env");

    assertThat(ended.text()).contains("CLEW_JOB_ID=job_", "CLEW_NODE=db-1", "TRACEPARENT=00-");
    assertThat(ended.text()).doesNotContain(fleet.token(), "CLEW_SERVER_TOKEN");
  }

  @Test
  void whatIsForContainersIsRefused() throws IOException {
    Program user = fleet.user().with("FROM_HERE", "here");
    assertThat(
            user.run(
                    "run",
                    "--on",
                    "db-1",
                    "--env",
                    "A=b c",
                    "--env",
                    "FROM_HERE",
                    "--",
                    "sh",
                    "-c",
                    "echo $A $FROM_HERE")
                .text())
        .isEqualTo("b c here\n");
    for (String[] given :
        new String[][] {{"--container", "busybox:1"}, {"--volume", "/x:/y"}, {"--keep"}}) {
      List<String> words = new ArrayList<>(List.of("run", "--on", "db-1"));
      words.addAll(List.of(given));
      words.addAll(List.of("--", "echo", "on the host"));
      Ended ended = user.run(words.toArray(String[]::new));
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.text()).isEmpty();
      assertThat(ended.err()).contains("[E001]", "container");
    }
    user.run("workspace", "create", "boxed", "--image", "busybox:1", "--", "echo", "on the host");
    Ended boxed = user.run("run", "--workspace", "boxed", "--on", "db-1");
    assertThat(boxed.code()).isEqualTo(2);
    assertThat(boxed.text()).isEmpty();
  }

  @Test
  void variablesAndDirectoryAreTheJobs() throws IOException {
    Ended ended = fleet.user().run("run", "--on", "db-1", "-C", "/", "--", "sh", "-c", "pwd");
    assertThat(ended.text()).isEqualTo("/\n");
    String job =
        fleet
            .user()
            .with("FROM_HERE", "here")
            .run(
                "job",
                "submit",
                "--target",
                "db-1",
                "--env",
                "A=b c",
                "--env",
                "FROM_HERE",
                "--",
                "sh",
                "-c",
                "echo $A $FROM_HERE")
            .text()
            .strip();
    assertThat(run("job", "logs", "-f", job).text()).isEqualTo("b c here\n");
    assertThat(run("job", "status", job, "-o", "json").text()).doesNotContain("b c");
  }

  @Test
  void aCancelledJobEnds() throws IOException, InterruptedException {
    String job = run("job", "submit", "--target", "all", "--", "sleep", "600").text().strip();
    fleet.awaitState(job, "running");

    assertThat(run("job", "cancel", job).err()).contains("is told to end");

    fleet.awaitState(job, "cancelled");
    assertThat(run("job", "cancel", job).err()).contains("is over: cancelled");
  }

  @Test
  void interruptedItEndsOnAllMachines() throws IOException, InterruptedException {
    Process waiting =
        fleet.user().start("run", "--on", "role=web", "--", "sh", "-c", "echo up; sleep 600");
    assertThat(waiting.inputReader().readLine()).isEqualTo("up");
    assertThat(waiting.inputReader().readLine()).isEqualTo("up");

    new ProcessBuilder("kill", "-INT", Long.toString(waiting.pid())).start().waitFor();

    assertThat(waiting.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(waiting.exitValue()).isEqualTo(130);
    JsonNode newest = json("job", "list", "-o", "json").get(0);
    assertThat(newest.get("state").asText()).isEqualTo("cancelled");
  }

  @Test
  void aJobThatFailsIsTriedAgain() throws IOException, InterruptedException {
    String job =
        run(
                "job",
                "submit",
                "--target",
                "db-1",
                "--retry",
                "2",
                "--",
                "sh",
                "-c",
                "test $CLEW_ATTEMPT = 3")
            .text()
            .strip();
    fleet.awaitState(job, "succeeded");

    assertThat(json("job", "status", job, "-o", "json").get("tasks")).hasSize(3);
    assertThat(run("audit", "--type", "job_retry").text()).contains("attempt=2", "attempt=3");
  }

  @Test
  void aJobThatTakesTooLongIsEnded() throws IOException {
    Ended ended = run("run", "--on", "db-1", "--timeout", "500ms", "--", "sleep", "600");

    assertThat(ended.code()).isEqualTo(124);
    assertThat(ended.err()).contains("db-1: failed, timed out");
  }

  @Test
  void aTargetThatMatchesNothingSaysWhatThereIs() throws IOException {
    Ended ended = run("job", "submit", "--target", "role=mail", "--", "true");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("[E124]", "role=db (1), role=web (2)");
    assertThat(run("job", "status", "job_0").err()).contains("[E125]");
    assertThat(run("node", "show", "mail").err()).contains("[E124]", "db-1, web-1, web-2");
  }

  @Test
  void nodesAreShownAndDrained() throws IOException {
    assertThat(run("node").text()).contains("ready\tdb-1", "role=web");
    assertThat(run("node", "hostname", "db-1").text()).isNotBlank();
    assertThat(run("node", "show", "db-1").text()).contains("labels", "role=db");
    assertThat(run("node", "drain", "web-2").err()).contains("web-2 is draining");
    Ended ended = run("run", "--on", "role=web", "--", "sh", "-c", "echo $CLEW_NODE");
    assertThat(run("node", "drain", "--off", "web-2").err()).contains("web-2 is ready");

    assertThat(ended.text()).isEqualTo("web-1\n");
    assertThat(run("node", "remove", "db-1").err()).contains("[E131]", "db-1 is ready");
  }

  @Test
  void rolesLimitWhatATokenMayDo() throws IOException {
    String viewer =
        run("token", "issue", "ann", "--role", "view", "--expires", "1h").text().strip();
    Program ann = fleet.user().with("CLEW_SERVER_TOKEN", viewer);
    assertThat(ann.run("node").code()).isZero();
    Ended refused = ann.run("job", "submit", "--target", "db-1", "--", "true");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("[E126]", "ann has the role view");
    assertThat(ann.run("token").err()).contains("[E126]");

    String operator = run("token", "issue", "ci", "--role", "operate").text().strip();
    Program ci = fleet.user().with("CLEW_SERVER_TOKEN", operator);
    assertThat(ci.run("run", "--on", "db-1", "--", "true").code()).isZero();
    assertThat(json("audit", "--type", "job_submit", "-o", "json").findValuesAsText("identity"))
        .contains("ci");

    run("token", "revoke", "ci");

    assertThat(ci.run("node").err()).contains("[E126]");
    assertThat(run("token").text()).contains("revoked", "good", "in 59m").doesNotContain("Z\n");
    assertThat(run("node", "show", "db-1").text())
        .containsPattern("joined +(just now|.* ago) \\([0-9:. -]+\\)");
    assertThat(run("token", "list", "-o", "json").text()).doesNotContain(operator, viewer);
    assertThat(run("audit", "-o", "json").text()).doesNotContain(operator, viewer);
  }

  @Test
  void whoElseReachesThePortMayOnlyLook() throws IOException {
    Program other = fleet.user().without("CLEW_SERVER_TOKEN");

    assertThat(other.run("node").code()).isZero();
    Ended refused = other.run("run", "--on", "db-1", "--", "true");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("[E126]", "anybody has the role view");
    Program own = new Program(fleet.home("server"));
    assertThat(own.run("run", "--on", "db-1", "--", "true").code()).isZero();
    assertThat(own.run("audit", "--type", "job_submit").text())
        .contains("local")
        .containsPattern("(?m)^[0-9: -]+\\.[0-9]{3}  job_submit ");
  }

  @Test
  void theAuditLogSaysWhoDidWhat() throws IOException {
    run("run", "--on", "db-1", "--", "echo", "--password", "hunter2hunter2");

    JsonNode events =
        json("audit", "--since", "1h", "--type", "job_submit,node_join", "-o", "json");

    assertThat(events.isArray()).isTrue();
    assertThat(events.findValuesAsText("type")).containsOnly("job_submit", "node_join");
    assertThat(events.toString()).contains("\"db-1\"").doesNotContain("hunter2");
    Ended wrong = run("audit", "--type", "aply");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("[E127]", "\"aply\"", "job_submit, job_cancel");
  }

  @Test
  void anotherMachineDoesNotGetANameThatIsTaken() throws IOException {
    Program other = fleet.user().with("CLEW_HOME", root.resolve("other").toString());
    java.nio.file.Files.createDirectories(root.resolve("other"));

    Ended ended = other.run("agent", "--name", "db-1");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("[E128]", "belongs to another machine");
  }

  @Test
  void aServerWithoutAFleetSaysSo() throws IOException {
    java.nio.file.Files.createDirectories(root.resolve("plain"));
    try (Serve plain = Serve.start(new Program(root.resolve("plain")))) {
      Ended ended = run("node", "--server", "http://127.0.0.1:" + plain.port());

      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.err()).contains("[E120]", "--fleet");
    }
  }
}
