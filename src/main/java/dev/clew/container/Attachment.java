package dev.clew.container;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.run.Execution;
import dev.clew.run.process.Child;
import dev.clew.run.process.ChildEnvironment;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.ProcessLauncher;
import dev.clew.run.process.Signals;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// The engine's command line while it is attached to a container, with Clew's streams.
///
/// Clew sends signals to the container itself: some versions of `docker start --attach` do not
/// proxy them, but end, and none does for a container with a terminal.
final class Attachment {
  private final LaunchContext launch;
  private final ContainerRequest request;
  private final Session session;
  private final String container;
  private final boolean terminal;
  private final Execution execution;
  private final List<Integer> early = new ArrayList<>();
  private boolean running;
  private int process;
  private boolean asked;
  private boolean late;

  /// @param container its id
  /// @param terminal whether it has a terminal
  Attachment(
      LaunchContext launch,
      ContainerRequest request,
      Session session,
      String container,
      boolean terminal) {
    this.launch = launch;
    this.request = request;
    this.session = session;
    this.container = container;
    this.terminal = terminal;
    this.execution = new Execution(launch.around(), launch.recording().telemetry().recorder());
  }

  /// What the command line has used and written.
  Execution execution() {
    return execution;
  }

  /// Attaches, starts the container, and stays until its streams end.
  ///
  /// @param context that the call is recorded in
  Outcome run(Context context, StartWatch watch) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(launch.engine().name()));
    command.addAll(
        new EngineCommands(launch.engine().isPodman())
            .start(container, hasInput(terminal, launch.inputIsTerminal())));
    Instant start = launch.around().clock().instant();
    try (var _ = ContainerTimeout.start(request.run(), this::timeOut)) {
      Outcome outcome = attach(command, context, watch);
      watch.stop();
      Duration took = Duration.between(start, launch.around().clock().instant());
      launch.calls().finished(context, command, outcome.exitCode(), took);
      return execution.isUnread() ? new Outcome.Signaled(Signals.PIPE) : outcome;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E090, launch.engine().path() + ": " + e.getMessage(), e);
    }
  }

  private Outcome attach(List<String> command, Context context, StartWatch watch)
      throws IOException, InterruptedException {
    try {
      return execution.run(
          request.run().untimed(),
          launch.engine().name(),
          launch.recording().isRun(),
          () -> start(command, context),
          child -> {
            process = (int) child.pid();
            launch.calls().started(context, command, process);
            launch.interruption().begins(process, true);
            // It would speak of a broken pipe, which is the container's.
            child.whenUnread(() -> launch.around().libc().kill(process, Signals.KILL));
            watch.start();
            return receiver(child);
          });
    } finally {
      launch.interruption().ended(process);
      launch.interruption().resume();
    }
  }

  /// A terminal in the container takes its input from a terminal only.
  static boolean hasInput(boolean terminal, boolean typed) {
    return !terminal || typed;
  }

  private Child start(List<String> command, Context context) throws IOException {
    var launcher =
        new ProcessLauncher(
            request.run(), launch.around(), session.recorder(), session.span(), launch.run());
    // Whoever reads the user's terminal has to be in its foreground group.
    if (!launch.inputIsTerminal()) {
      launcher.apart();
    }
    return launcher.start(
        launch.engine().path(),
        command,
        new ChildEnvironment(launch.carrier(), context, launch.run()));
  }

  private IntConsumer receiver(Child child) {
    return signal -> {
      switch (signal) {
        case Signals.WINCH, Signals.CONT -> child.receive(signal);
        case Signals.TSTP -> {
          if (launch.inputIsTerminal()) {
            child.receive(signal);
          } else {
            launch.around().libc().kill((int) child.pid(), signal);
          }
        }
        default -> send(signal);
      }
    };
  }

  /// Sends a signal to the container, at the latest when it runs.
  void send(int signal) {
    launch.interruption().asked(signal);
    if (isEarly(signal)) {
      return;
    }
    launch.signal(container, signal);
  }

  private synchronized boolean isEarly(int signal) {
    asked |= signal == Signals.TERM || signal == Signals.INT || signal == Signals.HUP;
    if (!running) {
      early.add(signal);
    }
    return !running;
  }

  /// The container runs.
  void running() {
    launch.interruption().takesTime(process);
    List<Integer> waiting;
    synchronized (this) {
      running = true;
      waiting = List.copyOf(early);
      early.clear();
    }
    waiting.forEach(signal -> launch.signal(container, signal));
  }

  private void timeOut(int signal) {
    synchronized (this) {
      late = true;
    }
    send(signal);
  }

  /// Whether its time was up.
  synchronized boolean isLate() {
    return late;
  }

  /// Whether somebody has asked it to end.
  synchronized boolean isAskedToEnd() {
    return asked;
  }
}
