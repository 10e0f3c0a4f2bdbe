package dev.clew.workflow.node;

import dev.clew.agent.CommandTool;
import dev.clew.model.Cancellation;
import dev.clew.run.StageCommand;
import dev.clew.run.process.CommandStreams;
import dev.clew.run.process.RunRequest;
import dev.clew.run.terminal.TerminalMode;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// Runs the commands that agents call. What they are called with and what they write is content: it
/// is recorded only where the user wants that.
final class ToolCommands {
  /// Bytes that a model is shown.
  private static final int MOST = 256 * 1024;

  private static final Path NOTHING = Path.of("/dev/null");

  private final StageCommand commands;
  private final boolean captureContent;

  /// @param captureContent `telemetry.capture_content`
  ToolCommands(StageCommand commands, boolean captureContent) {
    this.commands = commands;
    this.captureContent = captureContent;
  }

  /// What runs them in a directory.
  CommandTool.Runner in(String directory) {
    return (command, timeout, context, cancellation) ->
        run(command, directory, timeout, context, cancellation);
  }

  private CommandTool.Runner.Ended run(
      List<String> command,
      String directory,
      Duration timeout,
      Context context,
      Cancellation cancellation) {
    var request =
        new RunRequest(
            command,
            null,
            directory,
            true,
            TerminalMode.NEVER,
            Map.of(),
            Attributes.empty(),
            captureContent,
            true,
            false,
            timeout,
            CommandRunner.GRACE);
    var output = new Shown();
    try {
      StageCommand.End end =
          commands.run(
              request,
              new StageCommand.Recorded(command, captureContent),
              context,
              new CommandStreams(NOTHING, output, output),
              running -> {
                var _ = cancellation.onCancel(() -> running.stop(CommandRunner.GRACE));
              });
      cancellation.check();
      return new CommandTool.Runner.Ended(end.outcome().clewExitCode(), output.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /// The start of both streams, in the order in which it came.
  private static final class Shown extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long left;

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
      int taken = Math.min(length, MOST - bytes.size());
      bytes.write(from, offset, taken);
      left += length - taken;
    }

    synchronized String text() {
      String text = bytes.toString(StandardCharsets.UTF_8);
      return left == 0 ? text : text + "\n[" + left + " further bytes are left out]";
    }
  }
}
