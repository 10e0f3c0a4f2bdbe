package dev.clew.cli.move;

import dev.clew.cli.frame.ErrorReporter;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.runs.RunFileHandle;
import java.io.PrintStream;

/// Prints what became of each replayed run: a line of text, or a JSON object a line.
final class ReplayPrinter {
  private final PrintStream out;
  private final boolean json;
  private final ErrorReporter failures;
  private int runs;
  private int code;

  ReplayPrinter(RecordingFactory sessions) {
    this.out = sessions.context().out();
    this.json = sessions.options().json();
    this.failures = sessions.failures();
  }

  void sent(RunFileHandle file, long records) {
    runs++;
    if (!json) {
      out.print(file.id() + "  delivered, " + records + " records\n");
      return;
    }
    object(file, "delivered", generator -> generator.writeNumberField("records", records));
  }

  void failed(RunFileHandle file, ClewError error) {
    runs++;
    if (json) {
      object(
          file,
          "failed",
          generator -> {
            generator.writeStringField("error", error.code().name());
            generator.writeStringField("detail", error.detail());
          });
    }
    code = failures.show(error);
  }

  /// Says when there was nothing to send.
  ///
  /// @return the exit code
  int end() {
    if (runs == 0 && !json) {
      out.print("No run awaits delivery.\n");
    }
    return code;
  }

  private void object(RunFileHandle file, String outcome, JsonOutput.Part more) {
    JsonOutput.object(
        out,
        generator -> {
          generator.writeStringField("id", file.id());
          generator.writeStringField("outcome", outcome);
          more.write(generator);
        });
  }
}
