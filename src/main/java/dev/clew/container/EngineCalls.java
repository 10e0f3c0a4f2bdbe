package dev.clew.container;

import static dev.clew.run.RunAttributes.COMMAND_ARGS;
import static dev.clew.run.RunAttributes.DURATION;
import static dev.clew.run.RunAttributes.EXECUTABLE_NAME;
import static dev.clew.run.RunAttributes.EXIT_CODE;
import static dev.clew.run.RunAttributes.PID;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.Environ;
import dev.clew.posix.NativeText;
import dev.clew.posix.Pipe;
import dev.clew.posix.Processes;
import dev.clew.posix.Spawn;
import dev.clew.posix.WaitStatus;
import dev.clew.redaction.Redaction;
import dev.clew.run.process.RunContext;
import dev.clew.run.process.Signals;
import dev.clew.telemetry.Event;
import dev.clew.telemetry.LifecycleEvent;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Calls the engine's command line and records each call. Its processes have a group of their own,
/// so that Ctrl-C reaches them through Clew alone.
final class EngineCalls {
  /// Calls that take their time where nothing is wrong.
  private static final Set<String> PATIENT = Set.of("wait", "stop", "stats");

  private static final int GIVEN_UP = 128 + Signals.KILL;

  private final Engine engine;
  private final RunContext around;
  private final Recorder recorder;
  private final Redaction redaction;
  private final @Nullable String directory;
  private final Interruption interruption;

  /// @param directory that relative paths start at, or null for Clew's own
  EngineCalls(
      Engine engine,
      RunContext around,
      Recorder recorder,
      Redaction redaction,
      @Nullable String directory,
      Interruption interruption) {
    this.engine = engine;
    this.around = around;
    this.recorder = recorder;
    this.redaction = redaction;
    this.directory = directory;
    this.interruption = interruption;
  }

  /// What came of a call.
  ///
  /// @param code its exit code, 128+n when it died of signal n
  record Answer(int code, String out, String err) {
    boolean ok() {
      return code == 0;
    }
  }

  Engine engine() {
    return engine;
  }

  /// Calls the engine, unless a signal has come or comes meanwhile.
  ///
  /// @param context that the call is recorded in
  Answer call(Context context, List<String> arguments) throws LaunchInterrupted {
    return call(context, arguments, Map.of(), _ -> {});
  }

  /// @param further variables for the command line itself
  /// @param progress takes each line of both streams as it comes
  Answer call(
      Context context,
      List<String> arguments,
      Map<String, String> further,
      Consumer<String> progress)
      throws LaunchInterrupted {
    interruption.check();
    Answer answer = recorded(context, arguments, further, progress, interruption::ends);
    interruption.check();
    return answer;
  }

  /// Calls the engine whatever signals come.
  Answer finish(Context context, List<String> arguments) {
    return finish(context, arguments, Map.of());
  }

  /// @param further variables for the command line itself
  Answer finish(Context context, List<String> arguments, Map<String, String> further) {
    return recorded(context, arguments, further, _ -> {}, _ -> {});
  }

  /// @param leader takes the leader of the call's process group, and 0 when it has ended
  Answer finish(Context context, List<String> arguments, IntConsumer leader) {
    return recorded(context, arguments, Map.of(), _ -> {}, leader);
  }

  /// Kills the processes of a call.
  ///
  /// @param leader of their group
  void kill(int leader) {
    around.libc().kill(-leader, Signals.KILL);
  }

  private Answer recorded(
      Context context,
      List<String> arguments,
      Map<String, String> further,
      Consumer<String> progress,
      IntConsumer leader) {
    if (interruption.givenUp() != 0) {
      return new Answer(GIVEN_UP, "", "the engine does not answer.");
    }
    List<String> command = new ArrayList<>(List.of(engine.name()));
    command.addAll(arguments);
    Instant start = around.clock().instant();
    try {
      Map<String, String> environment = Environ.variables(around.environment());
      environment.putAll(further);
      Answer answer = run(context, command, environment, progress, leader);
      finished(context, command, answer.code(), Duration.between(start, around.clock().instant()));
      return answer;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E090, engine.path() + ": " + e.getMessage(), e);
    }
  }

  private Answer run(
      Context context,
      List<String> command,
      Map<String, String> environment,
      Consumer<String> progress,
      IntConsumer leader)
      throws IOException {
    Pipe out = Pipe.open(around.libc());
    Pipe err = Pipe.open(around.libc());
    // While there is a writer: opening a pipe that has none would wait for one.
    InputStream outStream = open(out);
    InputStream errStream = open(err);
    var spawn = new Spawn(around.libc(), command, environment, around.inherited());
    if (directory != null) {
      spawn.directory(directory);
    }
    int pid;
    try {
      pid =
          spawn
              .newProcessGroup()
              .open("/dev/null", 0)
              .redirect(out.writeEnd(), 1)
              .redirect(err.writeEnd(), 2)
              .start(engine.path());
    } finally {
      out.writeEnd().close();
      err.writeEnd().close();
    }
    started(context, command, pid);
    interruption.begins(-pid, !PATIENT.contains(command.get(1)));
    leader.accept(pid);
    var answer = new AnswerStream(outStream, progress);
    var errors = new AnswerStream(errStream, progress);
    WaitStatus status = Processes.await(around.libc(), pid);
    interruption.ended(-pid);
    leader.accept(0);
    return new Answer(code(status), answer.text(), errors.text());
  }

  private static InputStream open(Pipe pipe) throws IOException {
    try {
      return new FileInputStream("/proc/self/fd/" + pipe.readEnd().number());
    } finally {
      pipe.readEnd().close();
    }
  }

  private static int code(WaitStatus status) {
    return switch (status) {
      case WaitStatus.Exited exited -> exited.code();
      case WaitStatus.Signaled died -> 128 + died.signal();
      case WaitStatus.Stopped stopped -> 128 + stopped.signal();
    };
  }

  /// Records that a call has begun.
  void started(Context context, List<String> command, int pid) {
    emit(
        LifecycleEvent.COMMAND_STARTED,
        engine.name() + " " + command.get(1) + " started as process " + pid,
        Attributes.builder().put(COMMAND_ARGS, shown(command)).put(PID, (long) pid),
        context);
  }

  /// Records how a call has ended. It has no `error.type`: an image that is not there makes no
  /// failure of the stage that asks for it.
  void finished(Context context, List<String> command, int code, Duration took) {
    emit(
        LifecycleEvent.COMMAND_FINISHED,
        engine.name() + " " + command.get(1) + " ended with exit code " + code,
        Attributes.builder()
            .put(COMMAND_ARGS, shown(command))
            .put(EXIT_CODE, (long) code)
            .put(DURATION, took.toNanos() / 1e9),
        context);
  }

  private void emit(
      LifecycleEvent event, String body, AttributesBuilder attributes, Context context) {
    recorder.emit(
        "container",
        Event.of(
            event, Severity.DEBUG, body, attributes.put(EXECUTABLE_NAME, engine.name()).build()),
        context);
  }

  /// The words of a call without secrets and without the values of variables.
  private List<String> shown(List<String> command) {
    List<String> shown = new ArrayList<>();
    boolean variable = false;
    for (String word : command) {
      int equals = word.indexOf('=');
      shown.add(NativeText.printable(variable && equals > 0 ? word.substring(0, equals) : word));
      variable = word.equals("--env") || word.equals("-e");
    }
    return redaction.arguments(shown);
  }
}
