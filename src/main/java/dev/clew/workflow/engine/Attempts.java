package dev.clew.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.error.ClewError;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.expression.ExpressionException;
import dev.clew.workflow.expression.Scope;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The attempts that run, each on a thread of its own, and their limits of time.
final class Attempts implements AutoCloseable {
  private static final int KEY_LENGTH = 32;

  /// A command has ten seconds between TERM and KILL.
  private static final Duration LONGEST_END = Duration.ofSeconds(12);

  private final ExecutionFiles files;
  private final Function<Action, NodeRunner> runners;
  private final Consumer<EngineMessage> mailbox;
  private final ScheduledThreadPoolExecutor timer;
  private final Map<String, Running> running = new HashMap<>();
  private final Map<String, Thread> threads = new HashMap<>();

  Attempts(
      ExecutionFiles files, Function<Action, NodeRunner> runners, Consumer<EngineMessage> mailbox) {
    this.files = files;
    this.runners = runners;
    this.mailbox = mailbox;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("clew-workflow-timer").daemon(true).factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private record Running(AttemptStop cancellation, @Nullable ScheduledFuture<?> limit) {}

  int count() {
    return running.size();
  }

  List<String> tasks() {
    return List.copyOf(running.keySet());
  }

  /// Tells the engine something after a time.
  void later(EngineMessage message, long millis) {
    var _ = timer.schedule(() -> mailbox.accept(message), millis, TimeUnit.MILLISECONDS);
  }

  /// Does something at intervals, on the thread of the timer.
  void every(long millis, Runnable action) {
    var _ = timer.scheduleWithFixedDelay(action, millis, millis, TimeUnit.MILLISECONDS);
  }

  /// Takes a place for an attempt that begins when its start is on disk.
  void reserve(String task) {
    running.put(task, new Running(new AttemptStop(), null));
  }

  /// Begins an attempt.
  void start(
      Node node, String task, int number, Scope scope, Context context, @Nullable JsonNode known) {
    Running reserved = running.get(task);
    AttemptStop cancellation = reserved == null ? new AttemptStop() : reserved.cancellation();
    ScheduledFuture<?> limit = null;
    if (node.timeout() != null) {
      limit =
          timer.schedule(
              () -> mailbox.accept(new EngineMessage.AttemptLate(task, number)),
              node.timeout().toMillis(),
              TimeUnit.MILLISECONDS);
    }
    running.put(task, new Running(cancellation, limit));
    NodeRunner runner = runners.apply(node.action());
    var attempt =
        new NodeAttempt(
            node, task, number, scope, context, key(task), files, known, cancellation, notes(task));
    Runnable work = () -> mailbox.accept(new EngineMessage.Ended(task, run(runner, attempt)));
    // In the binary a virtual thread cannot make all calls of the operating system.
    threads.put(task, Thread.ofPlatform().daemon(true).name("clew-node-" + task).start(work));
  }

  private NodeAttempt.Notes notes(String task) {
    return value -> {
      var done = new CompletableFuture<Boolean>();
      mailbox.accept(new EngineMessage.Checkpoint(task, value, done));
      try {
        var _ = done.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a checkpoint cannot be written", e);
      }
    };
  }

  private static NodeResult run(NodeRunner runner, NodeAttempt attempt) {
    try {
      return runner.run(attempt);
    } catch (ClewError e) {
      return NodeResult.Failed.of("error:" + e.code(), e.code() + " " + e.detail());
    } catch (ExpressionException e) {
      return NodeResult.Failed.of("expression", e.reason());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NodeResult.Cancelled(List.of());
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      // Whatever it was, the engine waits to be told.
      return NodeResult.Failed.of("internal", e.toString());
    }
  }

  /// The same for each attempt at a task, and no other.
  private String key(String task) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((files.id() + "/" + task).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, KEY_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Asks an attempt to end.
  void cancel(String task, String reason) {
    Running attempt = running.get(task);
    if (attempt != null) {
      attempt.cancellation().cancel(reason);
    }
  }

  /// Frees the place of an attempt.
  ///
  /// @return why it was cancelled; empty when it was not
  String ended(String task) {
    Running attempt = running.remove(task);
    threads.remove(task);
    if (attempt == null) {
      return "";
    }
    if (attempt.limit() != null) {
      attempt.limit().cancel(false);
    }
    return attempt.cancellation().reason();
  }

  /// Ends what still runs, which is nothing unless the engine has failed.
  @Override
  public void close() {
    timer.shutdownNow();
    tasks().forEach(task -> cancel(task, "the engine has failed"));
    long end = System.nanoTime() + LONGEST_END.toNanos();
    try {
      for (Thread each : threads.values()) {
        var _ = each.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
