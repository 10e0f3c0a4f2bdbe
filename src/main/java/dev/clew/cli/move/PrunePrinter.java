package dev.clew.cli.move;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.runs.Prunable;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.TerminalText;
import java.io.IOException;
import java.util.List;

/// Says which runs were removed: their ids to standard output, the figures to standard error.
///
/// @param dryRun whether they only would be
record PrunePrinter(CliContext context, boolean json, boolean dryRun) {
  /// @param kind `server` or `store`, by the `name` of its address or directory; `files`
  void print(Prunable.Removed removed, String kind, String name) {
    if (json) {
      JsonOutput.object(context.out(), generator -> write(generator, removed, kind, name));
      return;
    }
    List<String> runs = removed.runs();
    runs.forEach(run -> context.out().print(TerminalText.plain(run) + "\n"));
    boolean files = kind.equals("files");
    context.say(
        Amounts.count(runs.size())
            + (runs.size() == 1 ? " run" : " runs")
            + (removed.noRun() == 0
                ? ""
                : " and " + Amounts.count(removed.noRun()) + " records of no run")
            + (dryRun ? " would be removed" : " removed")
            + (files
                ? ""
                : " (" + Amounts.bytes((double) removed.bytes()) + " of records) from " + name)
            + (removed.kept() == 0
                ? ""
                : ", "
                    + Amounts.count(removed.kept())
                    + " kept because they "
                    + (files ? "await delivery" : "have not ended")));
  }

  private void write(JsonGenerator generator, Prunable.Removed removed, String kind, String name)
      throws IOException {
    generator.writeBooleanField("dryRun", dryRun);
    JsonOutput.texts(generator, "removed", removed.runs());
    if (kind.equals("files")) {
      generator.writeNumberField("awaitingDelivery", removed.kept());
      return;
    }
    generator.writeNumberField("recordsOfNoRun", removed.noRun());
    generator.writeNumberField("bytes", removed.bytes());
    generator.writeNumberField("running", removed.kept());
    generator.writeStringField(kind, name);
  }
}
