package dev.clew.functional;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A fleet on this machine: servers and agents with homes of their own.
public final class TestFleet implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Path root;
  private final List<Serve> servers = new ArrayList<>();
  private final Map<String, StringBuffer> logs = new HashMap<>();
  private String agentLevel = "warn";
  private final Map<String, String> agentVariables = new HashMap<>();
  private String newest = "";
  private final Map<String, Process> agents = new HashMap<>();

  TestFleet(Path root) {
    this.root = root;
  }

  /// Starts one with a nats-server of its own, and agents.
  public static TestFleet start(Path root, String... agents) throws IOException {
    var fleet = new TestFleet(root);
    fleet.server("server");
    for (String each : agents) {
      String[] words = each.split(" ");
      fleet.agent(words[0], Stream.of(words).skip(1).toArray(String[]::new));
    }
    return fleet;
  }

  private Program program(String home) throws IOException {
    return new Program(Files.createDirectories(root.resolve(home)));
  }

  Serve server(String home, String... options) throws IOException {
    String[] all =
        Stream.concat(Stream.of(options.length == 0 ? "--fleet" : ""), Stream.of(options))
            .filter(each -> !each.isEmpty())
            .toArray(String[]::new);
    Serve server = Serve.start(program(home), all);
    servers.add(server);
    newest = home;
    return server;
  }

  /// Has the agents that are started from now on log all that they do.
  TestFleet loggingAll() {
    agentLevel = "debug";
    return this;
  }

  /// Gives a variable to the agents that are started from now on.
  TestFleet agentsWith(String name, String value) {
    agentVariables.put(name, value);
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + servers.getLast().port();
  }

  /// Starts an agent and waits until it is ready.
  public Process agent(String name, String... labels) throws IOException {
    List<String> words = new ArrayList<>(List.of("agent", "--name", name, "--server", url()));
    for (String each : labels) {
      words.addAll(List.of("--label", each));
    }
    Program agent = program(name).with("CLEW_SERVER_TOKEN", token()).with("CLEW_LOG", agentLevel);
    for (Map.Entry<String, String> each : agentVariables.entrySet()) {
      agent = agent.with(each.getKey(), each.getValue());
    }
    Process process = agent.start(words.toArray(String[]::new));
    var begin = new StringBuilder();
    String line = "";
    while (line != null && !line.contains("is ready")) {
      begin.append(line).append('\n');
      line = process.errorReader().readLine();
    }
    if (line == null) {
      throw new AssertionError("the agent says: " + begin);
    }
    var log = new StringBuffer();
    logs.put(name, log);
    Thread.ofPlatform()
        .daemon()
        .start(() -> process.errorReader().lines().forEach(each -> log.append(each).append('\n')));
    agents.put(name, process);
    return process;
  }

  /// What an agent has said since it is ready.
  String log(String agent) {
    return logs.get(agent).toString();
  }

  Process agentOf(String name) {
    return agents.get(name);
  }

  /// What proves that a caller is the user of the newest server.
  String token() throws IOException {
    return Files.readString(home(newest).resolve("data/store/local-token"));
  }

  /// A user's command line.
  Program user() throws IOException {
    return program("user").with("CLEW_SERVER", url()).with("CLEW_SERVER_TOKEN", token());
  }

  Path home(String of) {
    return root.resolve(of);
  }

  /// Kills the newest server, and not what it has started.
  void killServer() throws InterruptedException {
    servers.removeLast().process.destroyForcibly().waitFor();
  }

  /// Runs a user's command to its end.
  public Program.Ended runs(String... words) {
    try {
      return user().run(words);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static void await(BooleanSupplier there) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come to that");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /// The state of a job.
  String state(String job) throws IOException {
    return user()
        .run("job", "status", job, "-o", "json")
        .text()
        .replaceFirst("(?s).*?\"state\":\"([a-z]+)\".*", "$1");
  }

  void awaitState(String job, String state) throws InterruptedException {
    await(
        () -> {
          try {
            return state(job).equals(state);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Override
  public void close() throws IOException {
    agents.values().forEach(Process::destroy);
    for (Process each : agents.values()) {
      try {
        if (!each.waitFor(30, TimeUnit.SECONDS)) {
          each.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (Serve each : servers) {
      // In order, so that it ends its nats-server.
      each.process.destroy();
      try {
        var _ = each.process.waitFor(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      each.close();
    }
  }
}
