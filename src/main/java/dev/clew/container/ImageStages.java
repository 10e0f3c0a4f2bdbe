package dev.clew.container;

import dev.clew.container.ContainerRequest.PullPolicy;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.run.RunAttributes;
import dev.clew.run.Stage;
import dev.clew.telemetry.Event;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The stages that end with an image on the engine's disk: build, resolve image, pull.
final class ImageStages {
  private static final AttributeKey<String> STEP = AttributeKey.stringKey("clew.build.step");
  private static final AttributeKey<String> INSTRUCTION =
      AttributeKey.stringKey("clew.build.instruction");
  private static final AttributeKey<Boolean> CACHED = AttributeKey.booleanKey("clew.cache.hit");

  private final EngineCalls calls;
  private final LaunchStages stages;
  private final Recorder recorder;
  private final Clock clock;
  private final Consumer<String> progress;

  /// @param progress takes the lines that tell how pull and build go on
  ImageStages(
      EngineCalls calls,
      LaunchStages stages,
      Recorder recorder,
      Clock clock,
      Consumer<String> progress) {
    this.calls = calls;
    this.stages = stages;
    this.recorder = recorder;
    this.clock = clock;
    this.progress = progress;
  }

  /// The image of a request, built or pulled where it has to be.
  ///
  /// @throws ClewError E090 to E096
  Image obtain(ContainerRequest request) throws LaunchInterrupted {
    String name = request.image();
    String directory = request.build();
    if (directory != null) {
      return build(name, directory);
    }
    Image[] found = new Image[1];
    boolean there =
        stages.run(
            "resolve image",
            stage -> {
              boolean present = inspect(name, stage, found);
              stage.span().setAttribute(CACHED, present);
              if (!present && request.pull() == PullPolicy.NEVER) {
                throw new ClewError(ErrorCode.E093, "\"" + name + "\" is not there; --pull never.");
              }
              return present;
            });
    if (there && request.pull() != PullPolicy.ALWAYS) {
      stages.countCache(true);
      stages.skip("pull", "the image is there");
    } else {
      stages.countCache(false);
      stages.run("pull", stage -> pull(name, stage, found));
    }
    return found[0];
  }

  private boolean inspect(String name, Stage stage, Image[] found) throws LaunchInterrupted {
    EngineCalls.Answer answer = calls.call(stage.context(), EngineCommands.inspectImage(name));
    if (answer.ok()) {
      found[0] = Image.of(name, answer.out());
      stage.span().setAllAttributes(found[0].attributes());
      return true;
    }
    ClewError failure = EngineFailure.of(answer, ErrorCode.E093);
    if (failure.code() != ErrorCode.E093) {
      throw failure;
    }
    return false;
  }

  private boolean pull(String name, Stage stage, Image[] found) throws LaunchInterrupted {
    stage.span().setAllAttributes(Image.named(name));
    EngineCalls.Answer answer =
        calls.call(stage.context(), EngineCommands.pull(name), Map.of(), progress);
    if (!answer.ok()) {
      throw EngineFailure.of(answer, ErrorCode.E093);
    }
    return require(name, stage, found);
  }

  private boolean require(String name, Stage stage, Image[] found) throws LaunchInterrupted {
    if (!inspect(name, stage, found)) {
      throw new ClewError(ErrorCode.E093, "\"" + name + "\" is not there after all.");
    }
    return true;
  }

  private Image build(String name, String directory) throws LaunchInterrupted {
    Image[] found = new Image[1];
    stages.run(
        "build",
        stage -> {
          var steps = new BuildSteps(step -> record(step, stage.context()));
          EngineCalls.Answer answer =
              calls.call(
                  stage.context(),
                  EngineCommands.build(name, directory),
                  // BuildKit draws otherwise where it takes its output for a terminal.
                  Map.of("BUILDKIT_PROGRESS", "plain"),
                  line -> {
                    progress.accept(line);
                    steps.line(line, clock.instant());
                  });
          if (!answer.ok()) {
            throw EngineFailure.of(answer, ErrorCode.E096);
          }
          return require(name, stage, found);
        });
    stages.skip("pull", "the image was built");
    return found[0];
  }

  private void record(BuildSteps.Step step, Context context) {
    Boolean cached = step.cached();
    AttributesBuilder attributes =
        Attributes.builder()
            .put(STEP, step.number())
            .put(INSTRUCTION, step.instruction())
            .put(RunAttributes.DURATION, step.took().toNanos() / 1e9);
    if (cached != null) {
      stages.countCache(cached);
      attributes.put(CACHED, cached);
    }
    recorder.emit(
        "container",
        new Event(
            ContainerEvent.BUILD_STEP.label(),
            Severity.INFO,
            "step " + step.number() + " " + words(cached, step.took()) + step.instruction(),
            attributes.build()),
        context);
  }

  private static String words(@Nullable Boolean cached, Duration took) {
    return Boolean.TRUE.equals(cached) ? "cached: " : "done in " + took.toMillis() + " ms: ";
  }
}
