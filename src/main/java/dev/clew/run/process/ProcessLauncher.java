package dev.clew.run.process;

import dev.clew.posix.ChildGate;
import dev.clew.posix.Descriptor;
import dev.clew.posix.Environ;
import dev.clew.posix.Libc;
import dev.clew.posix.Pipe;
import dev.clew.posix.PseudoTerminal;
import dev.clew.posix.Spawn;
import dev.clew.posix.Terminal;
import dev.clew.propagation.LaunchOrigin;
import dev.clew.redaction.LineRedactor;
import dev.clew.run.output.OutputPump;
import dev.clew.run.output.OutputTap;
import dev.clew.run.output.RecordedStreams;
import dev.clew.run.output.SelfOutput;
import dev.clew.run.output.SpanFraming;
import dev.clew.run.terminal.MirrorBridge;
import dev.clew.run.terminal.SessionBridge;
import dev.clew.run.terminal.TerminalMode;
import dev.clew.runfile.RunId;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Starts a command with its streams as the [StreamPlan] says.
public final class ProcessLauncher {
  private final RunRequest request;
  private final RunContext around;
  private final Libc libc;
  private final Recorder recorder;
  private final SpanContext span;
  private final RecordedStreams recorded;
  private final List<OutputPump> pumps = new ArrayList<>();
  private final List<SelfOutput> outputs = new ArrayList<>();
  private final List<Descriptor> given = new ArrayList<>();
  private final Terminal input;
  private final SpanFraming frames;
  private boolean apart;
  private @Nullable CommandStreams streams;

  /// Starts the command of a request.
  ///
  /// @param run that the command belongs to
  public ProcessLauncher(
      RunRequest request, RunContext around, Recorder recorder, SpanContext span, RunId run) {
    this.request = request;
    this.around = around;
    this.libc = around.libc();
    this.recorder = recorder;
    this.span = span;
    this.recorded = new RecordedStreams(around.environment(), around.proc());
    this.frames = new SpanFraming(run);
    this.input = new Terminal(libc, new Descriptor(libc, 0));
  }

  /// Gives the command a process group of its own, in which signals of the terminal do not reach
  /// it.
  public ProcessLauncher apart() {
    apart = true;
    return this;
  }

  /// Gives the command streams of its own in place of Clew's, and no terminal.
  public ProcessLauncher with(CommandStreams own) {
    streams = own;
    return this;
  }

  /// Starts the command.
  ///
  /// @param program its file
  /// @throws IOException when the operating system refuses
  public Child start(String program, List<String> command, ChildEnvironment context)
      throws IOException {
    Map<String, String> environment = Environ.variables(around.environment());
    environment.putAll(request.environment());
    LaunchOrigin.withhold(environment);
    if (request.inject()) {
      context.applyTo(environment);
    } else {
      ChildEnvironment.withhold(environment);
    }
    try {
      TerminalMode mode = streams == null ? request.terminal() : TerminalMode.NEVER;
      StreamPlan plan = StreamPlan.of(mode, libc, input, around.pid());
      return request.capture() || streams != null
          ? captured(plan, program, command, environment)
          : new Child(
              start(program, command, environment, _ -> {}), around, List.of(), List.of(), null);
    } finally {
      given.forEach(Descriptor::close);
    }
  }

  private Child captured(
      StreamPlan plan, String program, List<String> command, Map<String, String> environment)
      throws IOException {
    PseudoTerminal terminal = plan.terminal() ? PseudoTerminal.open(libc) : null;
    Pipe out = plan.terminalOut() || isClosed(1) ? null : pipe(1);
    Pipe err = plan.terminalErr() || isClosed(2) ? null : pipe(2);
    Child child =
        terminal != null && plan.session()
            ? session(terminal, err, program, command, environment)
            : direct(plan, terminal, out, err, program, command, environment);
    child.pump();
    return child;
  }

  private Child direct(
      StreamPlan plan,
      @Nullable PseudoTerminal terminal,
      @Nullable Pipe out,
      @Nullable Pipe err,
      String program,
      List<String> command,
      Map<String, String> environment)
      throws IOException {
    MirrorBridge bridge = null;
    Descriptor slave = null;
    if (terminal != null) {
      int number = plan.terminalOut() ? 1 : 2;
      slave = given(terminal.openSlave(libc));
      var user = new Terminal(libc, new Descriptor(libc, number));
      bridge = new MirrorBridge(libc, user, terminal, around.procFs());
      pump(bridge.output(), number, terminal.slave().toString(), () -> {});
    }
    Descriptor mirrored = slave;
    CommandProcess process =
        start(
            program,
            command,
            environment,
            spawn -> {
              redirect(spawn, out, plan.terminalOut() ? mirrored : null, 1);
              redirect(spawn, err, plan.terminalErr() ? mirrored : null, 2);
            });
    return new Child(process, around, pumps, outputs, bridge);
  }

  /// Starts the command as a child of Clew's own.
  private CommandProcess start(
      String program,
      List<String> command,
      Map<String, String> environment,
      Consumer<Spawn> redirects)
      throws IOException {
    if (!around.inherited().signals().ignores(Signals.CHLD)) {
      Spawn spawn = spawn(command, environment);
      if (apart) {
        spawn.newProcessGroup();
      }
      redirect(spawn, redirects);
      return new CommandProcess.Direct(libc, spawn.start(program));
    }
    try (var gate = ChildGate.open(libc)) {
      List<String> words = new ArrayList<>(around.program());
      words.addAll(gate.arguments(program));
      words.addAll(command);
      Spawn spawn =
          spawn(words, Environ.forItself(environment))
              .redirect(gate.readEnd(), gate.readEnd().number());
      redirect(spawn, redirects);
      return new CommandProcess.Direct(libc, gate.start(() -> spawn.start(self())));
    }
  }

  /// The file of this program.
  private static String self() throws IOException {
    return Path.of("/proc/self/exe").toRealPath().toString();
  }

  private void redirect(Spawn spawn, Consumer<Spawn> redirects) {
    CommandStreams own = streams;
    if (own != null) {
      spawn.open(own.input().toString(), 0);
    }
    redirects.accept(spawn);
  }

  private boolean isClosed(int number) {
    return streams == null && around.inherited().closed().contains(number);
  }

  private static void redirect(
      Spawn spawn, @Nullable Pipe pipe, @Nullable Descriptor slave, int number) {
    if (pipe != null) {
      spawn.redirect(pipe.writeEnd(), number);
    } else if (slave != null) {
      spawn.redirect(slave, number);
    }
  }

  private Child session(
      PseudoTerminal terminal,
      @Nullable Pipe err,
      String program,
      List<String> command,
      Map<String, String> environment)
      throws IOException {
    boolean typed = Terminal.is(libc, 0);
    var bridge = new SessionBridge(input, typed, terminal.master(), around.words());
    pump(terminal.master().descriptor().input(), 1, terminal.slave().toString(), () -> {});
    Pipe report = Pipe.open(libc);
    given(report.writeEnd());
    List<String> leader = new ArrayList<>(around.program());
    leader.addAll(SessionLeader.arguments(report.writeEnd(), program));
    leader.addAll(command);
    Spawn spawn =
        spawn(leader, Environ.forItself(environment))
            .newSession()
            .open(terminal.slave().toString(), 1)
            .redirect(report.writeEnd(), report.writeEnd().number());
    var slave = new Descriptor(libc, 1);
    if (typed) {
      spawn.redirect(slave, 0);
    }
    spawn.redirect(err == null ? slave : err.writeEnd(), 2);
    int pid = spawn.start(self());
    report.writeEnd().close();
    given.remove(report.writeEnd());
    var process = new CommandProcess.InSession(libc, pid, report.readEnd().input());
    return new Child(process, around, pumps, outputs, bridge);
  }

  private Spawn spawn(List<String> command, Map<String, String> environment) {
    if (request.inject()) {
      recorded.applyTo(environment);
    }
    var spawn = new Spawn(libc, command, environment, around.inherited());
    String directory = request.directory();
    return directory == null ? spawn : spawn.directory(directory);
  }

  private Descriptor given(Descriptor descriptor) {
    given.add(descriptor);
    return descriptor;
  }

  private Pipe pipe(int number) throws IOException {
    Pipe pipe = Pipe.open(libc);
    given(pipe.writeEnd());
    pump(
        pipe.readEnd().input(),
        number,
        recorded.name(pipe.writeEnd().number()),
        () -> {
          if (streams == null) {
            OrphanPipeRelay.start(around, pipe.readEnd(), number);
          }
        });
    return pipe;
  }

  /// Copies a stream of the command to Clew's own, and has its lines recorded.
  ///
  /// @param number of Clew's descriptor
  /// @param name of the stream that the command has
  /// @param leftOpen is run when the command has ended and another process has the stream still
  private void pump(InputStream from, int number, String name, Runnable leftOpen) {
    String stream = number == 1 ? "stdout" : "stderr";
    boolean furtherOut = streams == null && recorded.contains(number);
    LineRedactor lines = furtherOut ? null : recorder.output(stream, span);
    if (furtherOut || lines != null) {
      recorded.add(name);
    }
    OutputStream to = destination(number, stream);
    // Another Clew is told of the span through its pipe; a terminal would show what it is told.
    boolean told = furtherOut && recorded.isPipe(number);
    var tap = new OutputTap(lines, step -> lines == null ? null : lines.of(step));
    pumps.add(
        new OutputPump(
            from,
            told ? frames.output(to, span) : to,
            RecordedStreams.isPipe(name) ? frames : null,
            told ? to : null,
            tap,
            leftOpen,
            around.clock(),
            "clew-" + stream));
  }

  private OutputStream destination(int number, String stream) {
    CommandStreams own = streams;
    if (own != null) {
      return number == 1 ? own.out() : own.err();
    }
    var to = new SelfOutput(new Descriptor(libc, number), stream);
    outputs.add(to);
    return to;
  }
}
