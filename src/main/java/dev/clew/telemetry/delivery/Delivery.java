package dev.clew.telemetry.delivery;

import dev.clew.config.OtlpTarget;
import dev.clew.config.TelemetrySettings;
import dev.clew.otlp.client.ExportResult;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runfile.DeliveryCheckpoint;
import dev.clew.runfile.DeliveryState;
import dev.clew.runfile.Progress;
import dev.clew.runfile.RunFile;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends a run file to the backend while it grows: at its beginning, every interval, and at the
/// end. What the backend has not confirmed is sent again later, so the file is the queue and
/// nothing is held in memory. What it has confirmed is marked beside the file at once, see
/// [DeliveryCheckpoint].
public final class Delivery {
  private static final Duration LAST_ANSWER = Duration.ofMillis(100);

  private final RunFile file;
  private final SignalExporters lanes;
  private final Duration interval;
  private final Duration patience;
  private final Consumer<Failure> onFirstFailure;
  private final ObjLongConsumer<OtlpSignal> onDelivered;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch finishing = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicReference<@Nullable IOException> broken = new AtomicReference<>();
  private final AtomicReference<@Nullable IOException> unmarked = new AtomicReference<>();
  private final AtomicBoolean announced = new AtomicBoolean();
  private volatile boolean stopped;
  private volatile long deadline = Long.MAX_VALUE;

  /// Delivers the file of a run.
  ///
  /// @param mark what has been delivered already
  /// @param onFirstFailure told once, on the delivery thread
  /// @param onDelivered told how many more records of a signal the backend has confirmed
  /// @throws dev.clew.error.ClewError E012 when a certificate or key cannot be used
  public Delivery(
      RunFile file,
      TelemetrySettings settings,
      DeliveryCheckpoint mark,
      RandomGenerator random,
      Consumer<Failure> onFirstFailure,
      ObjLongConsumer<OtlpSignal> onDelivered) {
    this.file = file;
    this.interval = settings.logBatch().delay();
    this.patience = settings.logBatch().timeout();
    this.onFirstFailure = onFirstFailure;
    this.onDelivered = onDelivered;
    this.lanes = new SignalExporters(file, settings, mark, random);
  }

  /// Starts the delivery thread. From now on the file counts as one that is to be delivered.
  ///
  /// @throws IOException when the mark cannot be written
  public void start() throws IOException {
    if (DeliveryState.of(file.path()) == DeliveryState.NONE) {
      mark().write(file.path());
    }
    Thread.ofPlatform().name("clew-delivery").daemon(true).start(this::loop);
  }

  /// There is something to deliver.
  public void begin() {
    begun.countDown();
  }

  private void loop() {
    try {
      // The first turn is at once: it finds the run's beginning, and the connection is there at its
      // end.
      begun.await();
      do {
        lanes.turn(System.nanoTime(), false, this::attempt);
      } while (!await(finishing, interval.toNanos()));
      lastTurns();
    } catch (IOException e) {
      broken.set(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  private static boolean await(CountDownLatch latch, long nanos) throws InterruptedException {
    return latch.await(nanos, TimeUnit.NANOSECONDS);
  }

  /// Tries until everything is confirmed, nobody is there, or no time is left for another attempt.
  private void lastTurns() throws IOException, InterruptedException {
    while (!stopped) {
      lanes.turn(System.nanoTime(), true, this::attempt);
      long next = lanes.least(lane -> lane.untilNextAttempt(System.nanoTime()));
      if (next >= deadline - System.nanoTime()) {
        return;
      }
      TimeUnit.NANOSECONDS.sleep(next);
    }
  }

  private void attempt(SignalExporter lane) throws IOException {
    if (stopped) {
      return;
    }
    long before = lane.cursor().progress().confirmed();
    lane.tried(lane.cursor().deliver(this::settled), System.nanoTime());
    long more = lane.cursor().progress().confirmed() - before;
    if (more > 0) {
      onDelivered.accept(lane.cursor().signal(), more);
    }
    ExportResult problem = lane.problem();
    if (problem != null && !stopped) {
      announce(failure(lane.cursor(), problem));
    }
  }

  /// Sends what was refused for good before, then all the rest, each lane until it is refused or
  /// unreachable; for a file that nobody writes to any more.
  ///
  /// @param patience how long to go on trying what may be tried again
  public Report replay(Duration patience) throws InterruptedException {
    deadline = System.nanoTime() + patience.toNanos();
    try {
      for (SignalExporter lane : lanes.all()) {
        lane.cursor().deliverRefused(this::settled);
      }
      lastTurns();
      mark().write(file.path());
    } catch (IOException e) {
      broken.set(e);
    }
    return report(true, problem());
  }

  private boolean settled() {
    saveMark();
    file.forget(lanes.least(lane -> lane.cursor().progress().settled()));
    return !stopped;
  }

  /// Marks the file where it lies now. Where that cannot be written, the mark is older than what
  /// has been confirmed, and a replay sends some records twice, but none is missing.
  public synchronized void saveMark() {
    try {
      mark().write(file.path());
    } catch (IOException e) {
      unmarked.set(e);
    }
  }

  private DeliveryCheckpoint mark() {
    var signals = new EnumMap<OtlpSignal, Progress>(OtlpSignal.class);
    lanes
        .all()
        .forEach(
            lane -> signals.put(lane.cursor().signal(), file.asOnDisk(lane.cursor().progress())));
    return new DeliveryCheckpoint(signals);
  }

  /// How long the backend may confirm nothing before the command's output is not held up any more:
  /// not at all where nobody is there.
  public Duration patience() {
    boolean unreachable =
        lanes.all().stream().anyMatch(lane -> lane.problem() instanceof ExportResult.Unreachable);
    return unreachable ? Duration.ZERO : patience;
  }

  private void announce(Failure failure) {
    if (!announced.getAndSet(true)) {
      onFirstFailure.accept(failure);
    }
  }

  private static Failure failure(SignalCursor cursor, ExportResult problem) {
    return new Failure(cursor.signal(), cursor.client().target(), problem);
  }

  /// Delivers the rest and stops.
  ///
  /// @param wait how long to wait for the backend
  public Report finish(FinalWait wait) throws InterruptedException {
    deadline = System.nanoTime() + wait.silence().toNanos();
    finishing.countDown();
    begin();
    boolean inTime = wait.await(millis -> done.await(millis, TimeUnit.MILLISECONDS), lanes::heard);
    stopped = true;
    Failure reason = problem();
    if (!inTime) {
      lanes.cancel();
      // What has been confirmed at the last moment is marked, and not sent again.
      inTime = await(done, LAST_ANSWER.toNanos()) && isWhole();
    }
    lanes.close();
    Report report = report(inTime, reason);
    Failure failure = report.failure();
    if (failure != null) {
      announce(failure);
      settled();
    }
    return report;
  }

  /// The first problem of a lane, or null.
  private @Nullable Failure problem() {
    for (SignalExporter lane : lanes.all()) {
      ExportResult problem = lane.cursor().problem();
      if (problem != null) {
        return failure(lane.cursor(), problem);
      }
    }
    return null;
  }

  private boolean isWhole() {
    long size = size();
    return lanes.all().stream().allMatch(lane -> lane.cursor().isWhole(size));
  }

  /// @param problem what went wrong with the backend, or null
  private Report report(boolean inTime, @Nullable Failure problem) {
    long size = size();
    IOException reason = broken.get();
    boolean complete = inTime && reason == null && isWhole();
    reason = reason == null ? unmarked.get() : reason;
    Failure failure = problem;
    if (!complete && failure == null) {
      String why = reason == null ? "no answer in time" : String.valueOf(reason);
      failure =
          failure(lanes.all().getFirst().cursor(), new ExportResult.Unreachable("timeout", why));
    }
    return new Report(confirmed(), size, complete ? null : failure);
  }

  private long size() {
    try {
      return file.size();
    } catch (IOException e) {
      broken.set(e);
      return Long.MAX_VALUE;
    }
  }

  /// Records that the backend has confirmed so far.
  public long confirmed() {
    return lanes.all().stream().mapToLong(lane -> lane.cursor().progress().confirmed()).sum();
  }

  /// What could not be delivered, and where to.
  public record Failure(OtlpSignal signal, OtlpTarget target, ExportResult answer) {
    /// In a sentence without its full stop.
    public String describe() {
      return signal.label() + " to " + target.endpoint() + ": " + answer.problem();
    }
  }

  /// How the delivery ended.
  ///
  /// @param confirmed records that it has confirmed
  /// @param size bytes of the run file that were delivered when it is complete
  /// @param failure why it is not complete
  public record Report(long confirmed, long size, @Nullable Failure failure) {}
}
