package dev.clew.functional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Stacks that a fleet runs: a server with a real nats-server, agents and real processes.
@Execution(ExecutionMode.SAME_THREAD) // the machines are the same
class DeploymentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ATTRIBUTES =
      List.of(
          "clew.cluster_id",
          "clew.node",
          "clew.deployment",
          "clew.service",
          "clew.replica_id",
          "clew.identity");

  @TempDir static Path root;
  private static TestFleet fleet;

  @BeforeAll
  static void start() throws IOException {
    fleet = TestFleet.start(root, "a zone=a", "b zone=b");
  }

  @AfterAll
  static void stop() throws IOException {
    fleet.close();
  }

  private static Ended run(String... words) throws IOException {
    return fleet.user().run(words);
  }

  private static JsonNode json(String... words) {
    try {
      Ended ended =
          run(Stream.concat(Stream.of(words), Stream.of("-o", "json")).toArray(String[]::new));
      assertThat(ended.err()).doesNotContain("error:");
      return JSON.readTree(ended.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stack(String name, String services) throws IOException {
    Path file = root.resolve(name + ".toml");
    Files.writeString(file, "name = \"" + name + "\"\n" + services);
    return file.toString();
  }

  private static JsonNode apply(String file) {
    JsonNode applied = json("apply", "--wait", file);
    assertThat(applied.path("version").asLong()).isPositive();
    return applied;
  }

  /// The replicas of a stack that are in a state.
  private static List<JsonNode> replicas(String stack, String state) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode service : json("status", stack).path("services")) {
      service.path("replicas").forEach(found::add);
    }
    return found.stream().filter(each -> each.path("state").asText().equals(state)).toList();
  }

  private static List<String> texts(List<JsonNode> nodes, String field) {
    return nodes.stream().map(each -> each.path(field).asText()).sorted().toList();
  }

  @Test
  void aStackRunsAndWhatIsThereAlreadyIsLeft() throws IOException {
    String file =
        stack(
            "web",
            """
            [services.greeter]
            command = "echo up as $CLEW_REPLICA_ID with $GREETING; echo oops >&2; exec sleep 600"
            replicas = 2
            environment = { GREETING = "${HELLO}" }
            """);
    Program user = fleet.user().with("HELLO", "hello there");
    assertThat(user.run("apply", "--dry-run", file).text())
        .isEqualTo("web would be version 1\n  + greeter\n      2 replicas\n");
    assertThat(run("status").text()).doesNotContain("web/");

    Ended applied = user.run("apply", "--wait", file);
    assertThat(applied.code()).as(applied.err()).isZero();
    assertThat(applied.text()).isEqualTo("web (version 1)\n  + greeter\n      2 replicas\n");

    assertThat(run("status").text()).contains("stable\tweb/greeter\t2/2\t1");
    assertThat(texts(replicas("web", "healthy"), "node")).containsExactly("a", "b");
    assertThat(user.run("apply", file).text()).isEqualTo("web is unchanged (version 1)\n");
    Ended logs = run("logs", "greeter");
    assertThat(logs.text().lines())
        .containsExactlyInAnyOrder(
            "up as web_greeter_0_1_1 with hello there", "up as web_greeter_1_1_1 with hello there");
    assertThat(logs.err()).isEqualTo("oops\noops\n");
    JsonNode line =
        JSON.readTree(run("logs", "web/greeter", "-o", "json").text().lines().findFirst().get());
    assertThat(line.path("stream").asText()).isIn("stdout", "stderr");
    assertThat(line.path("replica").asText()).startsWith("web_greeter_");
  }

  @Test
  void theWholeChainIsOneTraceWithItsSixAttributes() throws IOException, InterruptedException {
    String file = stack("chain", "[services.one]\ncommand = [\"sleep\", \"600\"]\n");
    JsonNode first = apply(file);
    chain(first, "apply chain", "runtime.start");
    TestFleet.await(
        () ->
            spans(json("inspect", first.path("run").asText())).stream()
                .filter(each -> each.path("kind").asText().equals("stage"))
                .anyMatch(each -> each.path("state").asText().equals("running")));
    Files.writeString(
        root.resolve("chain.toml"),
        "name = \"chain\"\n[services.one]\ncommand = [\"sleep\", \"601\"]\n");
    chain(apply(file), "apply chain", "runtime.start", "runtime.stop");
    chain(json("rollback", "--wait", "chain"), "rollback chain", "runtime.start", "runtime.stop");
    chain(json("delete", "--wait", "chain"), "delete chain", "runtime.stop");
    TestFleet.await(() -> spans(json("inspect", first.path("run").asText())).size() == 6);
    JsonNode process = spans(json("inspect", first.path("run").asText())).getLast();
    assertThat(process.path("kind").asText()).isEqualTo("stage");
    assertThat(process.path("attributes").path("clew.replica_id").asText())
        .isEqualTo("chain_one_0_1_1");
  }

  private static void chain(JsonNode change, String first, String... last)
      throws IOException, InterruptedException {
    String id = change.path("run").asText();
    TestFleet.await(
        () ->
            Stream.of(last)
                .allMatch(
                    name -> {
                      JsonNode tree = json("inspect", id);
                      return spans(tree).stream().anyMatch(each -> name(each).equals(name));
                    }));
    JsonNode tree = json("inspect", id);
    List<JsonNode> spans = spans(tree);
    assertThat(spans.stream().map(each -> each.path("traceId").asText()).distinct()).hasSize(1);
    for (JsonNode each : spans) {
      for (String attribute : ATTRIBUTES) {
        assertThat(each.path("attributes").path(attribute).asText())
            .as(name(each) + " " + attribute)
            .isNotEmpty();
      }
      assertThat(each.path("attributes").path("clew.deployment").asText()).isEqualTo("chain");
      assertThat(each.path("attributes").path("clew.identity").asText()).isEqualTo("local");
    }
    String root = "cli." + first.replaceFirst(" .*", "");
    assertThat(run("export", id).text()).contains("\"" + root + "\"");
    for (String each : last) {
      List<String> path = path(spans, each);
      assertThat(path)
          .containsExactly(first, "raft.commit", "raft.apply", "scheduler.reconcile.one", each);
    }
  }

  private static List<JsonNode> spans(JsonNode tree) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : tree.path(tree.has("spans") ? "spans" : "children")) {
      found.add(each);
      found.addAll(spans(each));
    }
    return found;
  }

  private static String name(JsonNode span) {
    return span.path("name").asText();
  }

  /// The names from the root to the first span of a name.
  private static List<String> path(List<JsonNode> spans, String name) {
    List<String> path = new ArrayList<>();
    JsonNode at = spans.stream().filter(each -> name(each).equals(name)).findFirst().orElseThrow();
    while (at != null) {
      path.addFirst(name(at));
      String parent = at.path("parentSpanId").asText();
      at =
          spans.stream()
              .filter(each -> each.path("spanId").asText().equals(parent))
              .findFirst()
              .orElse(null);
    }
    return path;
  }

  @Test
  void anUpdateThatIsNotHealthyLeavesTheOldOneUp() throws IOException {
    String good = "[services.api]\ncommand = \"echo one; exec sleep 600\"\nreplicas = 2\n";
    String file = stack("gate", good);
    apply(file);
    Files.writeString(
        root.resolve("gate.toml"),
        """
        name = "gate"
        [services.api]
        command = "echo two; exec sleep 600"
        replicas = 2
        health = { command = "false", interval = "100ms", grace = "300ms" }
        """);

    Ended stalled = run("apply", "--wait", "--timeout", "60s", file);

    assertThat(stalled.code()).isEqualTo(1);
    assertThat(stalled.err()).contains("[E134]", "never healthy: the health command ends with 1");
    List<JsonNode> healthy = replicas("gate", "healthy");
    assertThat(healthy).hasSize(2).allMatch(each -> each.path("version").asLong() == 1);
    assertThat(run("status", "gate").text()).contains("stalled");
    Ended back = run("rollback", "--wait", "gate");
    assertThat(back.code()).as(back.err()).isZero();
    assertThat(run("status").text()).contains("stable\tgate/api\t2/2\t3");
  }

  @Test
  void aServiceThatCrashesIsStartedAgainMoreAndMoreSlowly()
      throws IOException, InterruptedException {
    String file = stack("crash", "[services.api]\ncommand = \"exit 7\"\n");
    Ended stalled = run("apply", "--wait", file);

    assertThat(stalled.code()).isEqualTo(1);
    assertThat(stalled.err()).contains("[E134]", "exit code 7");
    JsonNode first = replicas("crash", "failed").getFirst();
    assertThat(first.path("restarts").asInt()).isGreaterThanOrEqualTo(3);
    run("delete", "--wait", "crash");
    assertThat(json("status", "crash").path("services")).isEmpty();
  }

  @Test
  void aMachineThatLeavesHasItsReplicasPlacedElsewhere() throws IOException, InterruptedException {
    Process agent = fleet.agent("c", "zone=c");
    String file =
        stack(
            "move",
            """
            [services.api]
            command = ["sleep", "600"]
            replicas = 3
            update = { parallel = 3 }
            """);
    apply(file);
    assertThat(texts(replicas("move", "healthy"), "node")).containsExactly("a", "b", "c");

    new ProcessBuilder("kill", "-TERM", Long.toString(agent.pid())).start().waitFor();
    assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();

    TestFleet.await(() -> replicas("move", "healthy").size() == 3);
    assertThat(texts(replicas("move", "healthy"), "node")).doesNotContain("c");
    run("node", "remove", "c");
    run("delete", "--wait", "move");
  }

  @Test
  void aReplicaThatIsKilledIsStartedAgain() throws IOException, InterruptedException {
    Path pid = root.resolve("pid");
    String file =
        stack("phoenix", "[services.api]\ncommand = \"echo $$ > " + pid + "; exec sleep 600\"\n");
    apply(file);
    String first = Files.readString(pid).strip();

    new ProcessBuilder("kill", "-KILL", first).start().waitFor();

    TestFleet.await(
        () ->
            replicas("phoenix", "healthy").stream()
                .anyMatch(each -> each.path("restarts").asInt() == 1));
    assertThat(Files.readString(pid).strip()).isNotEqualTo(first);
  }

  @Test
  void whoMayOnlyLookChangesNothing() throws IOException {
    String file = stack("seen", "[services.api]\ncommand = [\"sleep\", \"600\"]\n");
    apply(file);
    String token = run("token", "issue", "viewer", "--role", "view").text().strip();
    Program viewer = fleet.user().with("CLEW_SERVER_TOKEN", token);

    assertThat(viewer.run("status", "seen").text()).contains("stable");
    for (String[] each :
        new String[][] {{"apply", file}, {"rollback", "seen"}, {"delete", "seen"}}) {
      Ended refused = viewer.run(each);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("[E126]", "viewer");
    }
    run("token", "revoke", "viewer");
    assertThat(viewer.run("status", "seen").err()).contains("[E126]");
    assertThat(fleet.user().with("CLEW_SERVER_TOKEN", "").run("delete", "seen").err())
        .contains("[E126]");
    assertThat(json("status", "seen").path("version").asLong()).isEqualTo(1);
    assertThat(json("audit", "--type", "apply").findValuesAsText("stack")).contains("seen");
  }

  @Test
  void whatHappensIsMeasured() throws IOException, InterruptedException {
    apply(stack("meter", "[services.api]\ncommand = [\"sleep\", \"600\"]\n"));
    run("token", "issue", "short", "--role", "view");
    run("token", "revoke", "short");

    TestFleet.await(
        () ->
            metrics().contains("clew_replica_state{service=\"meter/api\",state=\"healthy\"} 1.0"));
    TestFleet.await(
        () ->
            Stream.of(
                    "clew_raft_commit_latency_seconds",
                    "clew_scheduler_reconcile_lag_seconds",
                    "clew_apply_duration_seconds",
                    "clew_token_revocation_propagation_seconds")
                .allMatch(
                    name ->
                        metrics().stream()
                            .anyMatch(line -> line.matches(name + "_count [1-9].*"))));
    run("delete", "--wait", "meter");
    TestFleet.await(() -> metrics().stream().noneMatch(line -> line.contains("meter/api")));
  }

  private static List<String> metrics() {
    try (var in = URI.create(fleet.url() + "/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8).replace(",}", "}").lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void changesAreFollowedAsTheyCome() throws IOException {
    String slow = "trap 'sleep 1; exit' TERM; while :; do sleep 0.1; done";
    String file = stack("live", "[services.api]\ncommand = \"" + slow + "\"\n");
    apply(file);
    Process watch = fleet.user().start("status", "-w", "live");
    var lines = watch.inputReader();
    while (!lines.readLine().contains("healthy\tapi")) {
      // How it stands now comes first.
    }
    run("delete", "live");

    var seen = new StringBuilder();
    while (!seen.toString().contains("live/api is gone")) {
      seen.append(lines.readLine()).append('\n');
    }
    assertThat(seen.toString()).contains("live/api on ", ": stopping");
    watch.destroy();
  }

  @Test
  void whatThereIsNotIsNamed() throws IOException {
    for (String other : new String[] {"--timeout=5s", "--dry-run"}) {
      String wait = other.equals("--dry-run") ? "--wait" : "--server=" + fleet.url();
      Ended mixed = run("apply", other, wait, stack("mix", "[services.api]\ncommand = \"true\"\n"));
      assertThat(mixed.code()).isEqualTo(2);
      assertThat(mixed.err()).contains("[E001]", "--wait");
    }
    assertThat(run("rollback", "nope").err()).contains("[E133]", "No stack is called \"nope\"");
    assertThat(run("logs", "nope").err()).contains("[E133]", "No service is called \"nope\"");
    Ended bad = run("apply", stack("bad", "[services.api]\nreplica = 1\n"));
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err())
        .contains("[E132]", "bad.toml:3:1: unknown key replica; do you mean replicas?");
    Ended nowhere =
        run(
            "apply",
            "--wait",
            stack(
                "nowhere",
                "[services.api]\ncommand = \"true\"\nplacement = { zone = \"moon\" }\n"));
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.err()).contains("[E134]", "no node has zone=moon");
  }
}
