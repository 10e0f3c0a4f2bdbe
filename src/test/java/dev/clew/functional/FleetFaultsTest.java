package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a fleet does when parts of it die.
@Execution(ExecutionMode.SAME_THREAD) // each is a fleet of processes
class FleetFaultsTest {
  @TempDir Path root;

  /// What a job has left behind once for each of its starts.
  private static String once(Path file) {
    return "echo started >> " + file + "; sleep 2; echo done";
  }

  private static Ended kill(String signal, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
    kill.waitFor();
    return new Ended(kill.exitValue(), new byte[0], "");
  }

  private static long nats(Path server) throws IOException {
    return Long.parseLong(Files.readString(server.resolve("data/nats/nats.pid")).strip());
  }

  @Test
  void aKilledNatsServerIsStartedAgainAndNothingIsLost() throws IOException, InterruptedException {
    try (TestFleet fleet = TestFleet.start(root, "a")) {
      Path starts = root.resolve("starts");
      String job =
          fleet
              .user()
              .run("job", "submit", "--target", "a", "--", "sh", "-c", once(starts))
              .text()
              .strip();
      TestFleet.await(() -> Files.exists(starts));

      kill("KILL", nats(fleet.home("server")));

      fleet.awaitState(job, "succeeded");
      assertThat(Files.readAllLines(starts)).hasSize(1);
      assertThat(fleet.user().run("job", "logs", job).text()).isEqualTo("done\n");
      assertThat(fleet.user().run("run", "--on", "a", "--", "true").code()).isZero();
    }
  }

  @Test
  void aKilledServerGoesOnWithWhatItKnew() throws IOException, InterruptedException {
    try (TestFleet fleet = TestFleet.start(root, "a")) {
      Path starts = root.resolve("starts");
      String job =
          fleet
              .user()
              .run("job", "submit", "--target", "a", "--", "sh", "-c", once(starts))
              .text()
              .strip();
      TestFleet.await(() -> Files.exists(starts));
      long old = nats(fleet.home("server"));

      fleet.killServer();
      fleet.server("server");

      fleet.awaitState(job, "succeeded");
      assertThat(Files.readAllLines(starts)).hasSize(1);
      assertThat(ProcessHandle.of(old)).as("the nats-server that was left").isEmpty();
      TestFleet.await(() -> fleet.runs("run", "--on", "a", "--", "true").code() == 0);
    }
  }

  @Test
  void theJobOfAKilledAgentIsLostAndRunsAgainOnlyWhereThatIsWanted()
      throws IOException, InterruptedException {
    try (TestFleet fleet = TestFleet.start(root, "a")) {
      Path starts = root.resolve("starts");
      String script = "echo started >> " + starts + "; sleep 600";
      Program user = fleet.user();
      String lost =
          user.run("job", "submit", "--target", "a", "--", "sh", "-c", script).text().strip();
      String again =
          user.run(
                  "job",
                  "submit",
                  "--target",
                  "a",
                  "--retry",
                  "1",
                  "--",
                  "sh",
                  "-c",
                  "test $CLEW_ATTEMPT = 2 || sleep 601")
              .text()
              .strip();
      fleet.awaitState(lost, "running");
      fleet.awaitState(again, "running");

      fleet.agentOf("a").destroyForcibly().waitFor();
      fleet.agent("a");

      fleet.awaitState(lost, "lost");
      fleet.awaitState(again, "succeeded");
      assertThat(Files.readAllLines(starts)).hasSize(1);
      assertThat(user.run("job", "status", lost).text()).contains("its agent was restarted");
      assertThat(ProcessHandle.allProcesses().filter(FleetFaultsTest::isLeft)).isEmpty();
      assertThat(user.run("job", "list").text()).contains("lost\t" + lost);
    }
  }

  private static boolean isLeft(ProcessHandle process) {
    return process.info().commandLine().orElse("").matches(".*sleep 60[01]$");
  }

  @Test
  void anAgentThatIsToldToEndLetsItsJobsEnd() throws IOException, InterruptedException {
    try (TestFleet fleet = TestFleet.start(root, "a")) {
      Path starts = root.resolve("starts");
      String job =
          fleet
              .user()
              .run("job", "submit", "--target", "a", "--", "sh", "-c", once(starts))
              .text()
              .strip();
      TestFleet.await(() -> Files.exists(starts));

      kill("TERM", fleet.agentOf("a").pid());
      fleet.agentOf("a").waitFor();

      assertThat(fleet.state(job)).isEqualTo("succeeded");
      assertThat(fleet.user().run("job", "logs", job).text()).isEqualTo("done\n");
      TestFleet.await(() -> fleet.runs("node").text().startsWith("STATE"));
      TestFleet.await(() -> fleet.runs("node").text().contains("left\ta"));
      assertThat(fleet.runs("run", "--on", "a", "--", "true").err()).contains("[E124]");
      assertThat(fleet.runs("node", "remove", "a").code()).isZero();
      assertThat(fleet.runs("node").text()).doesNotContain("left\ta");
    }
  }

  @Test
  void oneTraceIdIsInTheLogsOfAll() throws IOException, InterruptedException {
    try (TestFleet fleet = new TestFleet(root).loggingAll()) {
      Serve server = fleet.server("server", "--fleet", "--log-level", "info");
      fleet.agent("a");
      Ended submitted =
          fleet.user().run("--log-level", "debug", "job", "submit", "--target", "a", "--", "true");
      String trace =
          submitted.err().replaceFirst("(?s).*job submitted.* trace_id=([0-9a-f]{32}).*", "$1");
      assertThat(trace).as(submitted.err()).hasSize(32);

      TestFleet.await(() -> fleet.log("a").contains("task is over"));
      TestFleet.await(() -> server.errors().contains("job is succeeded"));

      assertThat(server.errors().lines().filter(line -> line.contains(trace)).toList())
          .anyMatch(line -> line.contains("job submitted"))
          .anyMatch(line -> line.contains("job is succeeded"));
      assertThat(fleet.log("a").lines().filter(line -> line.contains(trace)).toList())
          .anyMatch(line -> line.contains("task begins"))
          .anyMatch(line -> line.contains("task is over"));
    }
  }

  @Test
  void whereNoServerAnswersItSaysSo() throws IOException {
    Ended wrong = new Program(root).run("serve", "--fleet=nats://127.0.0.1:1", "--port", "0");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("[E122]", "nats://127.0.0.1:1");
  }

  @Test
  void aFleetThatOthersReachNeedsAToken() throws IOException {
    Ended ended = new Program(root).run("serve", "--fleet", "--port", "0", "--host", "0.0.0.0");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("[E054]", "run commands on all machines");
  }

  /// Three NATS servers, three of Clew's: any of each may die.
  @Test
  void aClusterGoesOnWithoutItsLeader() throws IOException, InterruptedException {
    List<Integer> ports = Serve.freePorts(6);
    List<Process> cluster = new ArrayList<>();
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      urls.add("nats://127.0.0.1:" + ports.get(i));
    }
    try (TestFleet fleet = new TestFleet(root)) {
      for (int i = 0; i < 3; i++) {
        cluster.add(NatsCluster.start(root, i, ports));
      }
      NatsCluster.await(ports);
      String fleetOption = "--fleet=" + String.join(",", urls);
      Serve first = fleet.server("s1", fleetOption);
      fleet.server("s2", fleetOption);
      fleet.server("s3", fleetOption);
      fleet.agent("a");
      fleet.agent("b");
      assertThat(fleet.runs("run", "--on", "all", "--", "true").code()).isZero();

      first.process.destroyForcibly().waitFor();
      cluster.get(1).destroyForcibly().waitFor();

      Path starts = root.resolve("starts");
      TestFleet.await(
          () ->
              fleet
                      .runs("run", "--on", "a", "--", "sh", "-c", "echo $CLEW_JOB_ID >> " + starts)
                      .code()
                  == 0);
      assertThat(Files.readAllLines(starts)).isNotEmpty().doesNotHaveDuplicates();
      TestFleet.await(
          () -> fleet.runs("audit", "--type", "leader_elect").text().lines().count() >= 2);
      for (int i = 0; i < 5; i++) {
        Ended audit = fleet.runs("audit", "--type", "job_submit");
        assertThat(audit.code()).as(audit.err()).isZero();
        assertThat(audit.text().lines().count()).isGreaterThanOrEqualTo(2);
      }
    } finally {
      cluster.forEach(Process::destroyForcibly);
    }
  }

  /// The leader dies in the middle of an update: another goes on with it, and no replica is there
  /// twice.
  @Test
  void anUpdateGoesOnWithoutItsLeader() throws IOException, InterruptedException {
    List<Integer> ports = Serve.freePorts(6);
    List<Process> cluster = new ArrayList<>();
    try (TestFleet fleet = new TestFleet(root)) {
      for (int i = 0; i < 3; i++) {
        cluster.add(NatsCluster.start(root, i, ports));
      }
      NatsCluster.await(ports);
      String fleetOption =
          "--fleet=nats://127.0.0.1:%d,nats://127.0.0.1:%d,nats://127.0.0.1:%d"
              .formatted(ports.get(0), ports.get(1), ports.get(2));
      Serve first = fleet.server("s1", fleetOption);
      TestFleet.await(() -> fleet.runs("audit", "--type", "leader_elect").text().contains("s"));
      fleet.server("s2", fleetOption);
      fleet.agent("a");
      fleet.agent("b");
      Path starts = Files.createDirectories(root.resolve("starts"));
      Path stack = root.resolve("shop.toml");
      String service =
          "[services.api]\nreplicas = 6\ncommand = \"echo VERSION >> %s/$CLEW_REPLICA_ID; exec sleep 600\"\n"
              .formatted(starts);
      Files.writeString(stack, service.replace("VERSION", "one"));
      Ended applied = fleet.runs("apply", "--wait", stack.toString());
      assertThat(applied.code()).as(applied.err()).isZero();

      Files.writeString(stack, service.replace("VERSION", "two"));
      assertThat(fleet.runs("apply", stack.toString()).code()).isZero();
      TestFleet.await(() -> count(starts) > 7);
      first.process.destroyForcibly().waitFor();
      cluster.get(2).destroyForcibly().waitFor();

      TestFleet.await(
          () -> fleet.runs("status", "shop").text().contains("stable\tshop/api\t6/6\t2"));
      assertThat(count(starts)).isEqualTo(12);
      try (var files = Files.list(starts)) {
        for (Path each : files.toList()) {
          assertThat(Files.readAllLines(each)).as(each.toString()).hasSize(1);
        }
      }
    } finally {
      cluster.forEach(Process::destroyForcibly);
    }
  }

  private static long count(Path directory) {
    try (var files = Files.list(directory)) {
      return files.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
