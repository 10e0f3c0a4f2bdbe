package dev.clew.container;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.run.Recording;
import dev.clew.run.Stage;
import dev.clew.run.process.ChildEnvironment;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One container from its creation to its removal: the stages create, start, attach, wait and
/// remove.
final class ContainerLife {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{1,64}");

  private final LaunchContext launch;
  private final ContainerRequest request;
  private final Session session;
  private final boolean terminal;
  private final boolean init;
  private volatile @Nullable Attachment attached;
  private @Nullable Stage attaching;
  private final ContainerSampling sampling;
  private @Nullable Long pid;

  /// @param terminal whether the container gets a terminal
  /// @param init whether its first process is the engine's, which passes signals on
  ContainerLife(
      LaunchContext launch,
      ContainerRequest request,
      Session session,
      boolean terminal,
      boolean init) {
    this.launch = launch;
    this.request = request;
    this.session = session;
    this.terminal = terminal;
    this.init = init;
    this.sampling =
        new ContainerSampling(
            source ->
                new SessionSampler(
                    source,
                    session.recorder(),
                    launch.around().clock(),
                    launch.around().sampling()));
  }

  /// Runs it to its end.
  ///
  /// @param name of the container
  /// @param given what it is handed in
  Outcome run(String name, HandIn given) throws LaunchInterrupted, InterruptedException {
    String id = launch.stages().run("create", stage -> create(name, given, stage));
    try {
      session.created(id);
      launch.interruption().check();
      return follow(id);
    } finally {
      remove(id);
    }
  }

  private String create(String name, HandIn given, Stage stage) throws LaunchInterrupted {
    boolean hasInput = Attachment.hasInput(terminal, launch.inputIsTerminal());
    var options =
        new CreateOptions(name, launch.run(), session.id(), hasInput, terminal, init)
            .list(given, request);
    EngineCalls.Answer answer =
        launch
            .calls()
            .finish(
                stage.context(),
                EngineCommands.create(options, request.image(), command()),
                given.secrets());
    if (!answer.ok()) {
      launch.interruption().check();
      throw EngineFailure.of(answer, ErrorCode.E097);
    }
    // Warnings of the engine go to the other stream.
    String id = answer.out().strip();
    if (!ID.matcher(id).matches()) {
      throw new ClewError(ErrorCode.E097, "the engine has answered no id of a container.");
    }
    return id;
  }

  private List<String> command() {
    return request.run().template()
        ? new ChildEnvironment(launch.carrier(), session.context(), launch.run())
            .expand(request.command())
        : request.command();
  }

  private Outcome follow(String id) throws LaunchInterrupted, InterruptedException {
    Stage starting = launch.stages().begin("start");
    var attachment = new Attachment(launch, request, session, id, terminal);
    attached = attachment;
    Instant asked = launch.around().clock().instant();
    var watch =
        new StartWatch(
            () -> launch.state(starting.context(), id),
            state -> running(id, asked, starting, attachment, state));
    Outcome left;
    try (var _ = GroupWatch.start(launch.around().proc(), id, sampling::begin)) {
      left = attachment.run(starting.context(), watch);
    }
    Instant end = launch.around().clock().instant();
    ContainerState state = launch.state(starting.context(), id);
    if (state.started()) {
      running(id, asked, starting, attachment, state);
    }
    Stage stage = attaching();
    if (stage == null) {
      Outcome refused = refused(left, state);
      starting.end(refused);
      return refused;
    }
    LaunchStages.succeed(stage);
    ContainerState last =
        launch.stages().run("wait", waiting -> await(id, attachment, waiting, state));
    end = state.running() ? launch.around().clock().instant() : end;
    sampling.stop();
    Outcome outcome = outcome(attachment, left, last);
    List<String> tail = usage(outcome.errorType() != null).tail();
    session.ended(launch.recording(), outcome, last, tail, end);
    return outcome;
  }

  private Outcome outcome(Attachment attachment, Outcome left, ContainerState state) {
    Duration limit = request.run().timeout();
    if (attachment.isLate() && limit != null) {
      return new Outcome.TimedOut(state.exitCode(), limit);
    }
    if (!state.isKnown()) {
      return lost(left, state);
    }
    if (!state.started()) {
      // Somebody has removed it meanwhile.
      return left instanceof Outcome.Exited(int code) ? ContainerState.outcome(code) : left;
    }
    return InitProcess.outcome(state.outcome(), init, attachment.execution());
  }

  /// The command line ends with 1 or 125 for reasons of its own, too.
  private Outcome lost(Outcome left, ContainerState state) {
    int signal = launch.interruption().givenUp();
    if (signal != 0) {
      return new Outcome.Signaled(signal);
    }
    if (left instanceof Outcome.Exited(int code) && code > 1 && (code < 125 || code > 127)) {
      return ContainerState.outcome(code);
    }
    launch.words().accept("how the command has ended is not known: " + state.unknown());
    return new Outcome.Failed(
        "engine_lost", "the engine does not tell how it has ended: " + state.unknown());
  }

  private Outcome refused(Outcome left, ContainerState state) {
    int signal = launch.interruption().givenUp();
    if (signal != 0) {
      return new Outcome.Signaled(signal);
    }
    if (left instanceof Outcome.Exited && !state.isKnown()) {
      return new Outcome.NotStarted(
          EngineFailure.code(state.unknown(), ErrorCode.E097),
          "the engine does not tell whether the command has run: " + state.unknown());
    }
    if (left instanceof Outcome.Exited && state.error().isEmpty()) {
      List<String> said = usage(true).tail();
      String reason = said.isEmpty() ? "the engine has not said why." : said.getLast();
      return new Outcome.NotStarted(ContainerState.refusal(reason), reason);
    }
    return left instanceof Outcome.Exited ? state.outcome() : left;
  }

  private void running(
      String id, Instant asked, Stage starting, Attachment attachment, ContainerState state) {
    begin(id, asked, starting, state);
    attachment.running();
  }

  private synchronized void begin(String id, Instant asked, Stage starting, ContainerState state) {
    if (attaching != null) {
      return;
    }
    LaunchStages.succeed(starting);
    Stage stage = launch.stages().begin("attach");
    attaching = stage;
    long first = state.pid() > 0 ? commandOf(state.pid()) : 0;
    session.started(first, since(asked, state));
    if (first > 0) {
      pid = first;
      launch.recording().commandStarted(launch.program(), first);
    }
    if (state.running() && !sampling.hasBegun()) {
      UsageSource group = CgroupUsage.of(launch.around().proc(), state.pid(), id);
      sampling.begin(group == null ? new EngineUsage(launch.calls(), stage.context(), id) : group);
    }
  }

  /// When the container was started: the engine may have another clock.
  private Instant since(Instant asked, ContainerState state) {
    Instant now = launch.around().clock().instant();
    Instant since = state.since();
    return since == null || since.isBefore(asked) || since.isAfter(now) ? now : since;
  }

  /// The command is the child of an init process.
  private long commandOf(long first) {
    List<Long> tree = init ? launch.around().procFs().tree(first) : List.of();
    return tree.size() > 1 ? tree.get(1) : first;
  }

  private synchronized @Nullable Stage attaching() {
    return attaching;
  }

  /// Waits until the container has ended, which it has unless the command line lost it or was ended
  /// itself.
  private ContainerState await(
      String id, Attachment attachment, Stage waiting, ContainerState state) {
    if (!state.running()) {
      return state;
    }
    launch.interruption().forward(signal -> launch.signal(id, signal));
    boolean unread = attachment.execution().isUnread();
    if (unread) {
      // Its own pipe leads to the engine, which goes on reading.
      launch.signal(id, Signals.PIPE);
    }
    boolean asked = unread || attachment.isLate() || attachment.isAskedToEnd();
    var _ =
        launch
            .calls()
            .finish(
                waiting.context(),
                asked
                    ? EngineCommands.stop(id, request.run().killAfter().toSeconds())
                    : EngineCommands.await(id));
    launch.interruption().forward(null);
    return launch.state(waiting.context(), id);
  }

  private void remove(String id) throws LaunchInterrupted {
    if (request.keep()) {
      launch.stages().skip("remove", "--keep");
      return;
    }
    launch
        .stages()
        .run(
            "remove",
            stage -> {
              EngineCalls.Answer answer =
                  launch.calls().finish(stage.context(), EngineCommands.remove(id));
              if (!answer.ok()) {
                launch
                    .words()
                    .accept("container " + id + " stays: " + EngineFailure.reason(answer));
              }
              return answer.ok();
            });
  }

  /// What the command has used; of its container where it is known.
  Recording.Usage usage(boolean failed) {
    Attachment attachment = attached;
    if (attachment == null) {
      return new Recording.Usage(null, List.of(), 0, 0, OptionalDouble.empty(), 0);
    }
    Recording.Usage used = attachment.execution().usage(failed);
    return new Recording.Usage(
        pid, used.tail(), used.lines(), used.bytes(), sampling.cpuTime(), sampling.peakMemory());
  }

  @Nullable String loss() {
    Attachment attachment = attached;
    return attachment == null ? null : attachment.execution().loss();
  }
}
