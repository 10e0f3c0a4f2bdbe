package dev.clew.cli.fleet;

import dev.clew.cli.frame.OptionSpecs;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.api.JobView;
import dev.clew.fleet.api.JobView.TaskView;
import dev.clew.fleet.api.JobsResource.JobRequest;
import dev.clew.fleet.client.FleetClient;
import dev.clew.posix.Libc;
import dev.clew.posix.Trap;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.RunRequest;
import dev.clew.runs.remote.ServerAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/// `clew run --on TARGET`: the same command on several machines as one recorded run. Its output
/// comes back as it is printed, Ctrl-C reaches all, and the exit code is the worst.
public record FleetRun(RecordingFactory sessions) {
  private static final int INTERRUPTED = 130;

  /// The option of `clew run` that names machines.
  public static OptionSpec option() {
    return OptionSpecs.value(
            String.class,
            "TARGET",
            "Run it on machines of a fleet: a name, LABEL=VALUE, any, or all.",
            "--on")
        .build();
  }

  /// Runs a command on the machines of a target.
  ///
  /// @param variables for it besides the request's, as `--env` has them
  /// @param exportTimeout limits the wait for the backend; null leaves the settings
  /// @return the exit code
  public int run(
      String target, RunRequest request, List<String> variables, @Nullable Duration exportTimeout) {
    var fleet = new FleetOptions();
    ServerAddress address = fleet.address(sessions);
    Duration timeout = request.timeout();
    Map<String, String> environment = new HashMap<>(request.environment());
    environment.putAll(JobOptions.environment(variables, sessions.context().env()));
    var job =
        new JobRequest(
            target,
            request.command(),
            environment,
            request.directory(),
            timeout == null ? null : timeout.toMillis(),
            0,
            sessions.options().debug(),
            null);
    try (var client = new FleetClient(address)) {
      JobSubmission.Submitted submitted =
          new JobSubmission(sessions, fleet).open("run.on", "", job, client, exportTimeout);
      AtomicInteger signals = cancelOnSignals(address, submitted.job().id());
      var follower = new JobFollower(sessions, submitted.job());
      JobView over = follow(submitted, follower);
      Outcome outcome = outcome(over, signals.get() > 0);
      var _ = submitted.recording().end(outcome, follower.lines(), follower.bytes());
      hint(submitted, address, outcome);
      return end(over, outcome);
    }
  }

  private static JobView follow(JobSubmission.Submitted submitted, JobFollower follower) {
    try {
      return follower.print(submitted.client().output(submitted.job().id(), true));
    } catch (ClewError e) {
      var _ =
          submitted
              .recording()
              .end(new Outcome.Failed("lost", e.detail()), follower.lines(), follower.bytes());
      throw e;
    }
  }

  /// The first signal ends the job, the second this command.
  private AtomicInteger cancelOnSignals(ServerAddress address, String job) {
    var signals = new AtomicInteger();
    var libc = new Libc();
    Map.of("INT", 2, "TERM", 15)
        .forEach(
            (name, number) ->
                Trap.set(
                    name,
                    () -> {
                      if (signals.incrementAndGet() > 1) {
                        libc.raiseByDefault(number);
                      } else {
                        Thread.ofPlatform().start(() -> cancel(address, job));
                      }
                    }));
    return signals;
  }

  private void cancel(ServerAddress address, String job) {
    try (var client = new FleetClient(address)) {
      var _ = client.cancel(job);
    } catch (ClewError e) {
      sessions.failures().warn(e.code(), e.detail());
    }
  }

  /// How to look at a run that failed: its records are at the server.
  private void hint(JobSubmission.Submitted submitted, ServerAddress address, Outcome outcome) {
    if (outcome.exitCode() != 0 && !outcome.isInterrupted() && sessions.context().errIsTerminal()) {
      String run = submitted.recording().run().substring(0, 8);
      sessions.context().say("what happened: clew inspect " + run + " --server " + address);
    }
  }

  private static List<TaskView> current(JobView job) {
    return job.tasks().stream().filter(TaskView::current).toList();
  }

  /// The worst of all machines.
  private static Outcome outcome(JobView job, boolean interrupted) {
    if (interrupted && job.cancelled()) {
      return new Outcome.Signaled(Outcome.INTERRUPT);
    }
    int worst = current(job).stream().mapToInt(FleetRun::code).max().orElse(0);
    return new Outcome.Exited(worst);
  }

  private static int code(TaskView task) {
    return task.state().equals("succeeded") ? 0 : Math.max(1, task.exitCode());
  }

  private int end(JobView job, Outcome outcome) {
    String odd =
        current(job).stream()
            .filter(each -> !each.error().isEmpty())
            .map(each -> each.node() + ": " + each.state() + ", " + each.error())
            .collect(Collectors.joining("; "));
    if (outcome.isInterrupted()) {
      return INTERRUPTED;
    }
    if (!odd.isEmpty()) {
      int shown = sessions.failures().show(new ClewError(ErrorCode.E129, odd + "."));
      return Math.max(shown, outcome.exitCode());
    }
    List<TaskView> all = current(job);
    List<String> failed =
        all.stream()
            .filter(each -> code(each) != 0)
            .map(each -> each.node() + " " + code(each))
            .toList();
    if (!failed.isEmpty() && all.size() > 1) {
      sessions.context().say("exit codes: " + String.join(", ", failed));
    }
    return outcome.exitCode();
  }
}
