package dev.clew.cli.move;

import dev.clew.cli.frame.JsonOutput;
import dev.clew.error.ClewError;
import dev.clew.runs.RunFileHandle;
import java.io.PrintStream;

/// Prints what became of each replayed run: a line of text, or a JSON object a line.
final class ReplayPrinter {
  private final PrintStream out;
  private final boolean json;
  private int runs;

  ReplayPrinter(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
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
  }

  void end() {
    if (runs == 0 && !json) {
      out.print("No run awaits delivery.\n");
    }
  }

  private void object(RunFileHandle file, String outcome, JsonOutput.Part more) {
    try (JsonOutput output = new JsonOutput(out)) {
      output.line(
          generator -> {
            generator.writeStartObject();
            generator.writeStringField("id", file.id());
            generator.writeStringField("outcome", outcome);
            more.write(generator);
            generator.writeEndObject();
          });
    }
  }
}
