package dev.clew.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.definition.WorkflowFile;
import dev.clew.workflow.execution.ExecutionEvent;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionFiles.Ownership;
import dev.clew.workflow.execution.ExecutionHome;
import dev.clew.workflow.execution.ExecutionId;
import dev.clew.workflow.execution.ExecutionState;
import dev.clew.workflow.execution.StoredValue;
import dev.clew.workflow.execution.TransitionType;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Executes workflows whose commands are played: the first word of a command says what happens.
final class Executions {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Path home;
  private final List<ExecutionEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<WorkflowEngine> engine = new AtomicReference<>();
  private NodeRunner runner = Executions::play;

  Executions(Path home) {
    this.home = home;
  }

  Executions with(NodeRunner other) {
    runner = other;
    return this;
  }

  /// `ok TEXT` gives the text, `fail` fails, `flaky N` fails before attempt N, `wait` runs until it
  /// is cancelled.
  static NodeResult play(NodeAttempt attempt) throws InterruptedException {
    if (!(attempt.node().action() instanceof Action.Command command)) {
      throw new AssertionError(attempt.node().action());
    }
    List<String> words = command.words().stream().map(each -> each.text(attempt.scope())).toList();
    return switch (words.getFirst()) {
      case "fail" -> NodeResult.Failed.of("exit:1", "exit code 1");
      case "flaky" ->
          attempt.number() < Integer.parseInt(words.get(1))
              ? NodeResult.Failed.of("exit:75", "exit code 75")
              : completed("at last");
      case "wait" -> {
        var cancelled = new CountDownLatch(1);
        attempt.cancellation().onCancel(cancelled::countDown);
        if (!cancelled.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
          throw new AssertionError("nobody cancelled " + attempt.task());
        }
        yield new NodeResult.Cancelled(List.of());
      }
      default -> completed(String.join(" ", words.subList(1, words.size())));
    };
  }

  static NodeResult completed(String text) {
    JsonNode value = JsonNodeFactory.instance.textNode(text);
    return new NodeResult.Completed(new StoredValue.Inline(value));
  }

  static Workflow workflow(String text) {
    var checked = WorkflowFile.check(Path.of("flow.toml"), text.getBytes(StandardCharsets.UTF_8));
    if (!checked.isSound()) {
      throw new AssertionError(checked.problems().toString());
    }
    return checked.workflow();
  }

  ExecutionFiles create(Workflow workflow) {
    return new ExecutionHome(home)
        .create(
            ExecutionId.random(Instant.now(), new Random()),
            workflow.source(),
            ExecutionEvent.of(Instant.now(), TransitionType.WORKFLOW_STARTED, ""));
  }

  /// Executes what is left.
  Ending run(Workflow workflow, ExecutionFiles files) throws InterruptedException {
    try (Ownership owner = Objects.requireNonNull(files.own(), "executed elsewhere")) {
      var state = new ExecutionState(files.outputs());
      files.read(state::apply);
      if (state.ended() != null || state.nodes().size() > 0) {
        ExecutionEvent first =
            ExecutionEvent.of(Instant.now(), TransitionType.WORKFLOW_RESUMED, "");
        state.apply(first);
        owner.log().append(List.of(first));
      }
      var started =
          new WorkflowEngine(
              new WorkflowEngine.Subject(
                  workflow,
                  files,
                  owner.log(),
                  state,
                  "0123456789abcdef",
                  JsonNodeFactory.instance.objectNode(),
                  Map.of(),
                  text -> text),
              _ -> runner,
              observer(),
              questions(),
              Clock.systemUTC());
      engine.set(started);
      return started.run();
    }
  }

  Future<Ending> start(Workflow workflow, ExecutionFiles files) {
    var ending = new FutureTask<>(() -> run(workflow, files));
    Thread.ofPlatform().daemon(true).start(ending);
    return ending;
  }

  WorkflowEngine engine() {
    return engine.get();
  }

  private ExecutionObserver observer() {
    return new ExecutionObserver() {
      @Override
      public void happened(ExecutionEvent event) {
        events.add(event);
      }

      @Override
      public Context begins(Node node, String task, int attempt) {
        return Context.root();
      }

      @Override
      public void ended(Node node, String task, NodeResult result) {}

      @Override
      public void load(int running, int waiting) {}
    };
  }

  private Questions questions() {
    return new Questions() {
      @Override
      public void ask(String task, String message) {
        asked.add(task + ": " + message);
      }

      @Override
      public void withdraw(String task) {
        asked.add("withdrawn: " + task);
      }
    };
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  /// The transitions of nodes, as `node type`.
  List<String> transitions() {
    return List.copyOf(events).stream()
        .map(each -> (each.node() + " " + each.type().label()).strip())
        .toList();
  }

  void await(String transition) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!transitions().contains(transition)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(transition + " has not come; there is " + transitions());
      }
      Thread.sleep(5);
    }
  }

  static List<String> lines(ExecutionFiles files) {
    try {
      return Files.readAllLines(files.directory().resolve("events.jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
