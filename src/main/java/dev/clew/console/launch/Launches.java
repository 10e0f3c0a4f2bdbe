package dev.clew.console.launch;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.Environ;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.posix.Pipe;
import dev.clew.posix.Spawn;
import dev.clew.propagation.LaunchOrigin;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The launches of a console. A launch is this program's own `clew run --workspace NAME`, in a
/// session without a terminal, linked to the screen that it starts from.
public final class Launches implements AutoCloseable {
  /// How long launches may take to stop before they are killed, and then to end.
  private static final long PATIENCE_MILLIS = 10_000;

  private final Setup setup;
  private final Libc libc = new Libc();
  private final List<Launched> all = new ArrayList<>();

  /// What launches are started with.
  ///
  /// @param program what starts this program, up to its arguments
  /// @param options of every command, which `run` gets as this process has got them
  /// @param environment of this process
  /// @param fields the variables of a trace context, which a launch does not get
  /// @param inherited what this process was started with and passes on
  /// @param run gives the id of the run that the next launch belongs to
  public record Setup(
      List<String> program,
      List<String> options,
      Map<String, String> environment,
      Set<String> fields,
      Inherited inherited,
      Supplier<String> run,
      Clock clock) {}

  public Launches(Setup setup) {
    this.setup = setup;
  }

  /// Launches a workspace.
  ///
  /// @param from the span to link the launch to; invalid for none
  /// @throws ClewError E032 when the operating system refuses
  public LaunchView start(String workspace, SpanContext from) {
    String run = setup.run().get();
    Map<String, String> environment = Environ.variables(setup.environment());
    new LaunchOrigin(from, true).applyTo(environment, setup.fields());
    environment.put("CLEW_RUN_ID", run);
    List<String> words = new ArrayList<>(setup.program());
    words.add("run");
    words.addAll(setup.options());
    words.add("--workspace=" + workspace);
    try {
      return add(spawn(workspace, run, words, Environ.forItself(environment)));
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E032, "clew run: " + e.getMessage(), e);
    }
  }

  private Launched spawn(
      String workspace, String run, List<String> words, Map<String, String> environment)
      throws IOException {
    Pipe out = Pipe.open(libc);
    try {
      int pid =
          new Spawn(libc, words, environment, setup.inherited())
              .newSession()
              .open("/dev/null", 0)
              .redirect(out.writeEnd(), 1)
              .redirect(out.writeEnd(), 2)
              .start(Path.of("/proc/self/exe").toRealPath().toString());
      return new Launched(libc, setup.clock(), workspace, run, pid).follow(out.readEnd().input());
    } catch (IOException e) {
      out.readEnd().close();
      throw e;
    } finally {
      out.writeEnd().close();
    }
  }

  private synchronized LaunchView add(Launched launched) {
    all.add(launched);
    return launched.view(all.size() - 1);
  }

  private synchronized Launched get(int number) {
    return all.get(number);
  }

  /// A launch as it is now.
  ///
  /// @param number of [LaunchView#number]
  public LaunchView view(int number) {
    return get(number).view(number);
  }

  /// The last launch of a workspace.
  public synchronized Optional<LaunchView> last(String workspace) {
    for (int number = all.size() - 1; number >= 0; number--) {
      LaunchView view = all.get(number).view(number);
      if (view.workspace().equals(workspace)) {
        return Optional.of(view);
      }
    }
    return Optional.empty();
  }

  /// Whether a run is one of a launch, or has one in it.
  public synchronized boolean isOf(String run) {
    return all.stream().anyMatch(each -> each.run().equals(run));
  }

  /// Whether there was any.
  public synchronized boolean isUsed() {
    return !all.isEmpty();
  }

  /// How many go on.
  public int running() {
    return going().size();
  }

  private synchronized List<Launched> going() {
    return all.stream().filter(Launched::isRunning).toList();
  }

  /// Asks a launch to stop.
  public void interrupt(int number) {
    get(number).interrupt();
  }

  /// Ends a launch that does not stop.
  public void kill(int number) {
    get(number).kill();
  }

  /// Stops what goes on, and kills what does not stop in ten seconds.
  @Override
  public void close() {
    List<Launched> going = going();
    going.forEach(Launched::interrupt);
    try {
      for (Launched each : await(going)) {
        each.kill();
      }
      var _ = await(going);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return those that have not ended in time
  private static List<Launched> await(List<Launched> launched) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    List<Launched> left = new ArrayList<>();
    for (Launched each : launched) {
      if (!each.await(Math.max(0, (until - System.nanoTime()) / 1_000_000))) {
        left.add(each);
      }
    }
    return left;
  }
}
