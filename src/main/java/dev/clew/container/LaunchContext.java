package dev.clew.container;

import dev.clew.posix.Terminal;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.run.Recording;
import dev.clew.run.process.RunContext;
import dev.clew.runfile.RunId;
import io.opentelemetry.context.Context;
import java.util.function.Consumer;

/// What the parts of one launch share.
///
/// @param program the name of the command that the container runs
/// @param words takes what Clew has to say of the launch, a line each
record LaunchContext(
    RunContext around,
    Recording recording,
    EnvironmentCarrier carrier,
    EngineCalls calls,
    LaunchStages stages,
    Interruption interruption,
    String program,
    Consumer<String> words) {
  Engine engine() {
    return calls.engine();
  }

  RunId run() {
    return recording.telemetry().run();
  }

  boolean inputIsTerminal() {
    return Terminal.is(around.libc(), 0);
  }

  /// The state of a container, as far as the engine tells it.
  ContainerState state(Context context, String id) {
    EngineCalls.Answer answer = calls.finish(context, EngineCommands.inspect(id));
    if (answer.ok()) {
      return ContainerState.of(answer.out());
    }
    return EngineFailure.isGone(answer)
        ? ContainerState.GONE
        : ContainerState.unknown(EngineFailure.reason(answer));
  }

  /// Sends a signal to a container.
  void signal(String id, int signal) {
    // One that has just ended needs it no more.
    var _ = calls.finish(recording.context(), EngineCommands.signal(id, signal));
  }
}
