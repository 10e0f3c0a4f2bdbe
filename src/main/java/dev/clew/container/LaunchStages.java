package dev.clew.container;

import dev.clew.error.ClewError;
import dev.clew.run.Recording;
import dev.clew.run.Stage;
import dev.clew.run.process.Outcome;
import io.opentelemetry.api.common.Attributes;
import java.time.Clock;

/// The stages of a launch, each a child span of it.
final class LaunchStages {
  private static final Outcome GOOD = new Outcome.Exited(0);

  private final Recording recording;
  private final Attributes labels;
  private final Clock clock;

  /// @param labels attributes of each span, such as the workspace's
  LaunchStages(Recording recording, Attributes labels, Clock clock) {
    this.recording = recording;
    this.labels = labels;
    this.clock = clock;
  }

  /// What a stage does.
  interface Work<T> {
    T in(Stage stage) throws LaunchInterrupted;
  }

  /// Does the work of a stage, and records how it went.
  <T> T run(String name, Work<T> work) throws LaunchInterrupted {
    Stage stage = begin(name);
    try {
      T done = work.in(stage);
      stage.end(GOOD);
      return done;
    } catch (ClewError e) {
      stage.end(new Outcome.NotStarted(e.code(), e.detail()));
      throw e;
    } catch (LaunchInterrupted e) {
      stage.end(new Outcome.Signaled(e.signal()));
      throw e;
    }
  }

  /// Begins a stage that the caller ends.
  Stage begin(String name) {
    return Stage.begin(recording, name, labels, clock);
  }

  static void succeed(Stage stage) {
    stage.end(GOOD);
  }

  void skip(String name, String reason) {
    Stage.skip(recording, name, reason, labels, clock);
  }

  /// Counts an image or a build step.
  ///
  /// @param found whether it was there
  void countCache(boolean found) {
    recording.countCache(found);
  }
}
