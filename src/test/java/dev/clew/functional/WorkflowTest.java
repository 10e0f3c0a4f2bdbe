package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.functional.Program.Ended;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowTest {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path home;

  private Program clew;

  @BeforeEach
  void program() {
    clew = new Program(home);
  }

  private void workflow(String text) throws IOException {
    Files.writeString(home.resolve("flow.toml"), text);
  }

  private Records records() {
    assertThat(clew.runFiles()).hasSize(1);
    return Records.of(clew.runFiles().getFirst());
  }

  private static Span span(Records records, String name) {
    return records.spans.stream()
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + records.spans));
  }

  private static String attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(each -> each.getKey().equals(key))
        .map(each -> each.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  private Path execution() throws IOException {
    try (Stream<Path> all = Files.list(home.resolve("executions"))) {
      return all.findFirst().orElseThrow();
    }
  }

  private String id() throws IOException {
    return String.valueOf(execution().getFileName());
  }

  private void await(Path file) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).as("%s has not come", file).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private String log() throws IOException {
    if (!Files.exists(home.resolve("executions"))) {
      return "";
    }
    try (Stream<Path> all = Files.list(home.resolve("executions"))) {
      Path log = all.map(each -> each.resolve("events.jsonl")).findFirst().orElse(home);
      return Files.isRegularFile(log) ? Files.readString(log) : "";
    }
  }

  private void awaitLines(long count) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (log().lines().count() < count) {
      assertThat(System.nanoTime()).as("%d transitions have not come", count).isLessThan(end);
      Thread.sleep(5);
    }
  }

  private void awaitInLog(String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (!log().contains(text)) {
      assertThat(System.nanoTime()).as("%s has not come", text).isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void aWorkflowIsARunWithAStageForEachNode() throws IOException {
    workflow(
        """
        [workflow]
        name = "ci"
        version = "7"
        [inputs.who]
        default = "you"
        [nodes.list]
        command = ["printf", "[\\"a\\", \\"b\\"]"]
        output = "json"
        [nodes.each]
        for_each = "{{nodes.list.output}}"
        command = ["sh", "-c", "echo $1; echo on stderr >&2", "sh", "{{item}}"]
        [nodes.score]
        expression = "length(nodes.each.output) / 2"
        threshold = 1
        [nodes.never]
        when = "inputs.who == 'nobody'"
        needs = ["score"]
        command = ["false"]
        [outputs]
        all = "{{join(nodes.each.output, '+')}} for {{inputs.who}}"
        """);

    Ended ran = clew.run("--debug", "run", "flow.toml", "who=me");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.text()).isEqualTo("{\"all\":\"a+b for me\"}\n");
    assertThat(ran.err()).contains("each[0] │ a", "each[1] │ on stderr", "never  skipped");
    Records records = records();
    Span root = span(records, "execution " + id());
    assertThat(attribute(root, "clew.workflow.id")).isEqualTo("ci");
    assertThat(attribute(root, "clew.workflow.version")).isEqualTo("7");
    assertThat(attribute(root, "clew.execution.id")).isEqualTo(id());
    for (String name : List.of("node:list", "node:each[0]", "node:each[1]", "node:score")) {
      Span node = span(records, name);
      assertThat(node.getParentSpanId()).as(name).isEqualTo(root.getSpanId());
      assertThat(attribute(node, "clew.execution.id")).isEqualTo(id());
      assertThat("node:" + attribute(node, "clew.node.id")).isEqualTo(name);
    }
    assertThat(attribute(span(records, "node:list"), "clew.node.kind")).isEqualTo("command");
    Span score = span(records, "eval.score");
    assertThat(score.getParentSpanId()).isEqualTo(span(records, "node:score").getSpanId());
    assertThat(score.getAttributesList())
        .anyMatch(each -> each.getKey().equals("score") && each.getValue().getDoubleValue() == 1.0);
    assertThat(clew.run("inspect").text()).contains("node:each[1]", "node:never", "skipped");
    assertThat(clew.run("inspect", id()).text()).contains("node:list");
    assertThat(clew.run("logs").text()).contains("on stderr");
    assertThat(clew.run("runs").text()).contains("ci");
    assertThat(clew.run("workflow", "list").text()).contains("completed", id(), "ci");
    assertThat(clew.run("metrics").text())
        .contains("clew_executions_total", "clew_node_duration_ms");
  }

  @Test
  void aCommandGoesOnWithTheTrace() throws IOException {
    workflow(
        """
        [nodes.a]
        command = ["sh", "-c", "echo $TRACEPARENT $CLEW_RUN_ID $CLEW_EXECUTION_ID $CLEW_NODE_ID $CLEW_ATTEMPT"]
        [outputs]
        a = "{{nodes.a.output}}"
        """);

    String text = clew.run("run", "flow.toml").text();

    Span node = span(records(), "node:a");
    assertThat(text)
        .contains(
            hex(node.getTraceId().toByteArray()) + "-" + hex(node.getSpanId().toByteArray()),
            " " + id() + " a 1");
  }

  /// OTLP's JSON writes ids in hexadecimal, which the reader of the messages takes for Base64.
  private static String hex(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void aFailureIsToldWithItsOutput() throws IOException {
    workflow(
        """
        [nodes.bad]
        command = ["sh", "-c", "echo what went wrong >&2; exit 3"]
        [nodes.after]
        needs = ["bad"]
        command = ["true"]
        """);

    Ended ran = clew.run("run", "flow.toml");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("bad │ what went wrong", "exit code 3", "clew resume " + id());
    assertThat(clew.run("inspect").text())
        .contains("node:bad", "failed (3)", "what went wrong", "node:after", "skipped");
    assertThat(clew.run("inspect", id(), "--state").text())
        .containsPattern("failed\\s+bad\\s+1\\s+\\S+\\s+exit code 3")
        .containsPattern("skipped\\s+after\\s+-\\s+-\\s+bad failed");
    assertThat(clew.run("inspect", id(), "--events").text())
        .contains("workflow_started", "node_failed", "node_skipped", "workflow_failed");
    assertThat(clew.run("inspect", "--state", "-o", "json").text())
        .contains("\"bad\":{\"state\":\"failed\",\"attempt\":1", "\"error\":\"exit:3\"");
  }

  @Test
  void aNodeWhoseListIsNoneIsShown() throws IOException {
    workflow(
        """
        [nodes.text]
        command = ["echo", "no list"]
        [nodes.each]
        for_each = "{{nodes.text.output}}"
        command = ["true"]
        """);

    assertThat(clew.run("run", "flow.toml").code()).isEqualTo(1);

    assertThat(clew.run("inspect").text()).containsPattern("node:each +failed");
  }

  @Test
  void aWorkflowThatIsNotSoundIsNotExecuted() throws IOException {
    workflow("[nodes.a]\ncommand = [\"true\"]\nneeds = [\"b\"]\n");

    Ended ran = clew.run("run", "flow.toml");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("E100", "flow.toml:3:10: there is no node b; do you mean a?");
    assertThat(home.resolve("executions")).doesNotExist();
    Ended checked = clew.run("workflow", "check", "flow.toml");
    assertThat(checked.code()).isEqualTo(2);
    assertThat(checked.text()).isEqualTo("flow.toml:3:10: there is no node b; do you mean a?\n");
    assertThat(clew.run("run", "missing.toml").err()).contains("E100", "does not exist");
    assertThat(clew.run("run", "--no-capture", "flow.toml").err()).contains("E001", "--no-capture");
  }

  @Test
  void aGraphIsPrinted() throws IOException {
    workflow(
        """
        [nodes.a]
        command = ["true"]
        [nodes.b]
        command = ["true", "{{nodes.a.output}}"]
        """);

    assertThat(clew.run("workflow", "graph", "flow.toml").text())
        .isEqualTo("1.\n  a (command)\n2.\n  b (command) ← a\n");
    assertThat(clew.run("workflow", "graph", "flow.toml", "-o", "json").text())
        .isEqualTo(
            "[{\"id\":\"a\",\"kind\":\"command\",\"needs\":[],\"forEach\":false,\"finally\":false},"
                + "{\"id\":\"b\",\"kind\":\"command\",\"needs\":[\"a\"],\"forEach\":false,\"finally\":false}]\n");
    assertThat(clew.run("workflow", "graph", "flow.toml", "--format", "mermaid").text())
        .isEqualTo(
            """
            flowchart TD
              n0["a (command)"]
              n1["b (command)"]
              n0 --> n1
            """);
  }

  /// Kills the program again and again while a graph of twenty nodes is executed, and goes on each
  /// time: every node that is told as completed did its work once, and the result is the same.
  @Test
  void goesOnAfterItWasKilled() throws Exception {
    var text = new StringBuilder("[nodes.start]\ncommand = [\"echo\", \"s\"]\n");
    for (int branch = 0; branch < 3; branch++) {
      for (int step = 0; step < 6; step++) {
        String before = step == 0 ? "start" : "b" + branch + "s" + (step - 1);
        text.append(
            """
            [nodes.b%1$ds%2$d]
            command = ["sh", "-c", "sleep 0.05; echo x >> done/$CLEW_NODE_ID; echo $1%2$d", "sh", "{{nodes.%3$s.output}}"]
            """
                .formatted(branch, step, before));
      }
    }
    text.append(
        "[nodes.join]\ncommand = [\"echo\", \"{{nodes.b0s5.output}} {{nodes.b1s5.output}} {{nodes.b2s5.output}}\"]\n");
    text.append("[outputs]\nall = \"{{nodes.join.output}}\"\n");
    workflow(text.toString());
    Files.createDirectory(home.resolve("done"));
    Process process = clew.start("run", "flow.toml");
    for (int kills = 0; kills < 6; kills++) {
      awaitLines(log().lines().count() + 4);
      process.destroyForcibly().waitFor();
      assertThat(clew.run("workflow", "list").text()).contains("interrupted");
      process = clew.start("resume", id());
    }
    Ended ended = clew.end(process);

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.text()).isEqualTo("{\"all\":\"s012345 s012345 s012345\"}\n");
    List<String> log = Files.readAllLines(execution().resolve("events.jsonl"));
    for (int branch = 0; branch < 3; branch++) {
      for (int step = 0; step < 6; step++) {
        String node = "\"node\":\"b" + branch + "s" + step + "\"";
        List<String> events = log.stream().filter(each -> each.contains(node)).toList();
        assertThat(events.stream().filter(each -> each.contains("node_completed"))).hasSize(1);
        assertThat(events.getLast()).contains("node_completed");
      }
    }
    assertThat(clew.runFiles()).hasSize(1);
    assertThat(clew.run("inspect").text().lines().findFirst().orElse("")).contains(" ok ");
  }

  @Test
  void whatAKilledExecutionLeftRunningIsEnded() throws Exception {
    workflow(
        """
        [nodes.long]
        command = ["sh", "-c", "if test $CLEW_ATTEMPT = 1; then sleep 600 > /dev/null & echo $! > pids; while :; do echo x; sleep 0.1; done; fi"]
        """);
    Process process = clew.start("run", "flow.toml");
    await(home.resolve("pids"));
    process.destroyForcibly().waitFor();

    Ended resumed = clew.run("resume", id());

    assertThat(resumed.code()).as(resumed.err()).isZero();
    List<String> pids = Files.readAllLines(home.resolve("pids"));
    assertThat(pids).hasSize(1);
    assertThat(ProcessHandle.of(Long.parseLong(pids.getFirst())).filter(ProcessHandle::isAlive))
        .isEmpty();
    assertThat(clew.run("resume", id()).err()).contains("E104", "has completed");
    assertThat(clew.run("inspect", id(), "--events", "-o", "json").text())
        .contains("\"workspace\":\"\"");
    assertThat(clew.run("resume", "exec_01AAA").err()).contains("E101");
  }

  @Test
  void isCancelledFromElsewhereOrByASignal() throws Exception {
    workflow(
        """
        [nodes.long]
        command = ["sh", "-c", "trap 'echo ended >> ended; exit 1' TERM; echo up > up; while :; do sleep 0.05; done"]
        [nodes.clean]
        finally = true
        command = ["sh", "-c", "echo {{execution.status}} > clean"]
        """);
    Process process = clew.start("run", "flow.toml");
    await(home.resolve("up"));
    assertThat(clew.run("resume", id()).err()).contains("E102");

    Ended asked = clew.run("cancel", id());

    assertThat(asked.code()).as(asked.err()).isZero();
    Ended ended = clew.end(process);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("long", "cancelled");
    assertThat(home.resolve("ended")).exists();
    assertThat(home.resolve("clean")).hasContent("cancelled");
    assertThat(clew.run("cancel", id()).err()).contains("E104", "cancelled");

    Files.delete(home.resolve("up"));
    Process again = clew.start("resume", id());
    await(home.resolve("up"));
    assertThat(again.toHandle().destroy()).isTrue();
    assertThat(clew.end(again).code()).isEqualTo(143);
    assertThat(clew.run("workflow").text()).contains("cancelled");
  }

  @Test
  void aNodeWaitsForAPerson() throws Exception {
    workflow(
        """
        [nodes.ask]
        message = "deploy {{1 + 1}} hosts?"
        [nodes.deploy]
        command = ["echo", "by {{nodes.ask.output.by}}"]
        [outputs]
        out = "{{nodes.deploy.output}}"
        """);
    Process process = clew.start("run", "flow.toml");
    awaitInLog("approval_requested");
    assertThat(clew.run("approve", id(), "deploy").err()).contains("E106", "deploy of", "pending");
    assertThat(clew.run("approve", id(), "deplyo").err()).contains("E106", "has no node deplyo");
    assertThat(clew.run("inspect", "--state").text())
        .containsPattern("waiting\\s+ask\\s+1\\s+-")
        .containsPattern("pending\\s+deploy\\s+-\\s+-");

    Ended approved = clew.with("USER", "ann").run("approve", id(), "ask", "--comment", "fine");

    assertThat(approved.code()).as(approved.err()).isZero();
    Ended ended = clew.end(process);
    assertThat(ended.text()).isEqualTo("{\"out\":\"by ann\"}\n");
    assertThat(ended.err()).contains("deploy 2 hosts?", "clew approve " + id() + " ask");
  }

  @Test
  void aRequestIsSentAndTriedAgain() throws IOException {
    var requests = new AtomicInteger();
    var parent = new AtomicReference<>("");
    var body = new AtomicReference<>("");
    var keys = ConcurrentHashMap.<String>newKeySet();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean first = requests.incrementAndGet() == 1;
          parent.set(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("idempotency-key")));
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = "{\"items\": [1, 2]}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("content-type", "application/json");
          exchange.sendResponseHeaders(first ? 503 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      workflow(
          """
          [nodes.ask]
          url = "http://127.0.0.1:%d/search?q=secret"
          body = { query = "{{upper('clew')}}", limit = 2 }
          retry = { attempts = 2, delay = "10ms", on = ["http:5xx"] }
          [outputs]
          second = "{{nodes.ask.output.body.items[1]}}"
          status = "{{nodes.ask.output.status}}"
          """
              .formatted(server.getAddress().getPort()));

      Ended ran = clew.run("run", "flow.toml");

      assertThat(ran.text()).as(ran.err()).isEqualTo("{\"second\":2,\"status\":200}\n");
    } finally {
      server.stop(0);
    }
    assertThat(body.get()).isEqualTo("{\"query\":\"CLEW\",\"limit\":2}");
    assertThat(keys).hasSize(1).doesNotContain("null");
    Records records = records();
    List<Span> posts =
        records.spans.stream().filter(each -> each.getName().equals("POST")).toList();
    assertThat(posts).hasSize(2);
    assertThat(parent.get()).contains(hex(posts.getLast().getSpanId().toByteArray()));
    assertThat(attribute(posts.getLast(), "url.full")).endsWith("/search?REDACTED");
  }

  @Test
  void aLargeOutputIsKeptInAFileAndReadFromThere() throws IOException {
    workflow(
        """
        [nodes.large]
        command = ["sh", "-c", "head -c 52428800 /dev/zero | tr '\\\\0' a"]
        [nodes.count]
        command = ["wc", "-c"]
        input = "{{nodes.large.output}}"
        [outputs]
        count = "{{trim(nodes.count.output)}}"
        """);

    Ended ran = clew.run("--log-level", "error", "run", "flow.toml");

    assertThat(ran.text()).as(ran.err()).isEqualTo("{\"count\":\"52428800\"}\n");
    assertThat(Files.size(execution().resolve("outputs/large.1.out"))).isEqualTo(52_428_800);
    assertThat(Files.size(execution().resolve("events.jsonl"))).isLessThan(10_000);
  }

  @Test
  void aSecretIsInNoFile() throws IOException {
    workflow(
        """
        [inputs.token]
        type = "secret"
        environment = "MY_TOKEN"
        [nodes.use]
        command = ["sh", "-c", "echo got $T; echo $T >&2; test -n \\"$T\\" && exit 4"]
        environment = { T = "{{inputs.token}}" }
        """);

    Ended ran = clew.with("MY_TOKEN", "correct-horse").run("--debug", "run", "flow.toml");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(Files.readString(clew.runFiles().getFirst())).doesNotContain("correct-horse");
    try (Stream<Path> files = Files.walk(execution())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("correct-horse");
      }
    }
    assertThat(clew.run("run", "flow.toml", "token=a").err()).contains("E103", "set MY_TOKEN");
  }

  @Test
  void aWorkspaceNamesAWorkflow() throws IOException {
    Path project = Files.createDirectory(home.resolve("project"));
    Files.writeString(
        project.resolve("flow.toml"),
        """
        [inputs.ref]
        default = "main"
        [nodes.a]
        command = ["sh", "-c", "pwd; echo $STAGE $1; exit $CODE", "sh", "{{inputs.ref}}"]
        [outputs]
        a = "{{nodes.a.output}}"
        """);
    clew.run(
        "workspace",
        "create",
        "ci",
        "-C",
        "project",
        "-e",
        "STAGE=dev",
        "-e",
        "CODE=0",
        "--",
        "flow.toml",
        "ref=v1");

    Ended ran = clew.run("run", "--workspace", "ci", "ref=v2");

    assertThat(ran.text())
        .as(ran.err())
        .isEqualTo("{\"a\":\"" + project.toRealPath() + "\\ndev v2\"}\n");
    assertThat(attribute(span(records(), "execution " + id()), "clew.workspace")).isEqualTo("ci");

    clew.run("workspace", "edit", "ci", "-e", "CODE=3");
    assertThat(clew.run("run", "--workspace", "ci").code()).isEqualTo(1);
    clew.run("workspace", "edit", "ci", "-e", "CODE=0");
    String failed =
        clew.run("workflow", "list")
            .text()
            .lines()
            .filter(each -> each.startsWith("failed"))
            .findFirst()
            .orElseThrow();
    assertThat(clew.run("resume", failed.split("\\s+")[1]).text()).contains("dev v1");
  }

  @Test
  void transitionsAreLinesOfJson() throws IOException {
    workflow("[workflow]\nname = \"ci\"\n[nodes.a]\ncommand = [\"echo\", \"a\"]\n");
    Files.writeString(home.resolve("clew.toml"), "[logging]\nformat = \"json\"\n");

    Ended ran = clew.run("run", "flow.toml");

    List<String> lines = ran.err().lines().filter(each -> each.startsWith("{")).toList();
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "\"timestamp\":\"",
                        "\"level\":\"info\"",
                        "\"event\":\"node_completed\"",
                        "\"execution_id\":\"" + id() + "\"",
                        "\"workflow_id\":\"ci\"",
                        "\"node_id\":\"a\"",
                        "\"node_kind\":\"command\"")
                    .containsPattern("\"duration_ms\":\\d+"));
    assertThat(ran.err()).doesNotContain("▶");
  }
}
