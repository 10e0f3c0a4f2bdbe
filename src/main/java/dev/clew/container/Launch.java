package dev.clew.container;

import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.FileAccess;
import dev.clew.posix.Terminal;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.redaction.Redaction;
import dev.clew.run.Recording;
import dev.clew.run.Runner;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.RunContext;
import dev.clew.run.terminal.TerminalMode;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.terminal.TerminalText;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs a command in a container and records it: the launch with a span for each stage, and the
/// session inside as a trace of its own.
public final class Launch {
  private final Runner runner;
  private final RunContext around;
  private final EnvironmentCarrier carrier;
  private final Redaction redaction;
  private final Settings settings;
  private final RandomGenerator random;

  public Launch(
      Runner runner,
      RunContext around,
      EnvironmentCarrier carrier,
      Redaction redaction,
      Settings settings,
      RandomGenerator random) {
    this.runner = runner;
    this.around = around;
    this.carrier = carrier;
    this.redaction = redaction;
    this.settings = settings;
    this.random = random;
  }

  /// Runs the command of a request to its end. The container is removed, whatever happens short of
  /// Clew's own death by KILL.
  public Runner.Result run(ContainerRequest request) throws InterruptedException {
    String image = request.image();
    String title =
        request.command().isEmpty() ? image : runner.title(request.run()) + " in " + image;
    Recording recording =
        runner.begin(request.run(), title, Image.named(image), Attributes.empty());
    String program = Runner.fileName(request.run().command().getFirst());
    ContainerLife[] life = new ContainerLife[1];
    Outcome outcome;
    try (var interruption = new Interruption(around)) {
      outcome = launch(request, program, recording, interruption, life);
    } catch (ClewError e) {
      outcome = new Outcome.NotStarted(e.code(), e.detail());
    } catch (LaunchInterrupted e) {
      outcome = new Outcome.Signaled(e.signal());
    }
    boolean failed = outcome.errorType() != null;
    Recording.Usage usage =
        life[0] == null
            ? new Recording.Usage(null, List.of(), 0, 0, OptionalDouble.empty(), 0)
            : life[0].usage(failed);
    String loss = life[0] == null ? null : life[0].loss();
    if (loss != null) {
      recording.lost(loss);
    }
    DeliveryOutcome delivered = recording.finish(program, outcome, usage, around.clock().instant());
    return new Runner.Result(outcome, delivered, loss);
  }

  private Outcome launch(
      ContainerRequest request,
      String program,
      Recording recording,
      Interruption interruption,
      @Nullable ContainerLife[] life)
      throws LaunchInterrupted, InterruptedException {
    var stages = new LaunchStages(recording, request.run().labels(), around.clock());
    Engine engine =
        Engine.find(
            new FileAccess(around.libc()),
            settings.container().engine(),
            around.environment().getOrDefault("PATH", "/usr/bin:/bin"));
    var recorder = recording.telemetry().recorder();
    var calls =
        new EngineCalls(
            engine, around, recorder, redaction, request.run().directory(), interruption);
    var shared =
        new LaunchContext(
            around, recording, carrier, calls, stages, interruption, program, this::say);
    EngineVersion version = version(shared);
    Image image =
        new ImageStages(calls, stages, recorder, around.clock(), this::progress).obtain(request);
    recording.span().setAllAttributes(image.attributes());
    String id = id();
    String name = request.name() == null ? "clew-" + id.substring(0, 12) : request.name();
    var session =
        new Session(
            id,
            recording,
            image,
            engine,
            version.version(),
            name,
            program,
            request.run().labels(),
            request.run().recordArguments() ? redaction.arguments(request.command()) : List.of(),
            redaction,
            around.clock());
    HandIn given =
        new SessionEnvironment(
                settings.telemetry(),
                settings.container(),
                carrier,
                redaction,
                around.environment())
            .read(session.context(), shared.run(), id, engine, request);
    Boolean wanted = request.init();
    // A program of the image's own may insist on being the first process.
    boolean init = wanted == null ? version.hasInit() && !image.entryPoint() : wanted;
    var started = new ContainerLife(shared, request, session, hasTerminal(request), init);
    life[0] = started;
    return started.run(name, given);
  }

  /// Which engine answers.
  ///
  /// @throws ClewError E091 and E092
  private static EngineVersion version(LaunchContext launch) throws LaunchInterrupted {
    Engine engine = launch.engine();
    EngineCalls.Answer answer =
        launch
            .calls()
            .call(launch.recording().context(), new EngineCommands(engine.isPodman()).version());
    if (!answer.ok()) {
      throw EngineFailure.of(answer, ErrorCode.E092);
    }
    return EngineVersion.of(engine, answer.out());
  }

  /// 32 hexadecimal characters.
  private String id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private boolean hasTerminal(ContainerRequest request) {
    TerminalMode mode = request.run().terminal();
    return mode == TerminalMode.ALWAYS
        || (mode == TerminalMode.AUTO
            && Terminal.is(around.libc(), 0)
            && Terminal.is(around.libc(), 1));
  }

  /// Shows how a pull or a build goes on to somebody who waits for it.
  private void progress(String line) {
    if (Terminal.is(around.libc(), 2)) {
      say(line);
    }
  }

  private void say(String line) {
    byte[] bytes = (TerminalText.plain(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      around.words().write(bytes, 0, bytes.length);
    } catch (IOException unread) {
      around.log().debug("container", "progress not shown", Context.root());
    }
  }
}
