package dev.clew.cli.move;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.runs.remote.RemoteStore;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.TerminalText;
import java.io.IOException;
import java.util.List;

/// Says which runs were removed: their ids to standard output, the figures to standard error.
///
/// @param dryRun whether they only would be
record PrunePrinter(CliContext context, boolean json, boolean dryRun) {
  /// Further fields of the JSON.
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /// Of this machine's run files.
  ///
  /// @param awaiting how many were kept because they await delivery
  void files(List<String> runs, int awaiting) {
    print(
        runs,
        "",
        kept(awaiting, "they await delivery"),
        generator -> generator.writeNumberField("awaitingDelivery", awaiting));
  }

  /// Of a store.
  ///
  /// @param kind of what has it: `server` or `store`
  /// @param name the backend's address, or the directory
  void store(String kind, String name, RemoteStore.Removed removed) {
    print(
        removed.runs(),
        records(removed.noRun()),
        " ("
            + Amounts.bytes((double) removed.bytes())
            + " of records) from "
            + TerminalText.plain(name)
            + kept(removed.running(), "they have not ended"),
        generator -> {
          generator.writeNumberField("recordsOfNoRun", removed.noRun());
          generator.writeNumberField("bytes", removed.bytes());
          generator.writeNumberField("running", removed.running());
          generator.writeStringField(kind, name);
        });
  }

  private static String kept(long runs, String why) {
    return runs == 0 ? "" : ", " + Amounts.count(runs) + " kept because " + why;
  }

  private static String records(long noRun) {
    return noRun == 0 ? "" : " and " + Amounts.count(noRun) + " records of no run";
  }

  private void print(List<String> runs, String and, String more, Fields fields) {
    if (json) {
      try (JsonOutput output = new JsonOutput(context.out())) {
        output.line(generator -> write(generator, runs, fields));
      }
      return;
    }
    runs.forEach(run -> context.out().print(TerminalText.plain(run) + "\n"));
    context
        .err()
        .print(
            "clew: "
                + Amounts.count(runs.size())
                + (runs.size() == 1 ? " run" : " runs")
                + and
                + (dryRun ? " would be removed" : " removed")
                + more
                + "\n");
  }

  private void write(JsonGenerator generator, List<String> runs, Fields fields) throws IOException {
    generator.writeStartObject();
    generator.writeBooleanField("dryRun", dryRun);
    generator.writeArrayFieldStart("removed");
    for (String run : runs) {
      generator.writeString(run);
    }
    generator.writeEndArray();
    fields.write(generator);
    generator.writeEndObject();
  }
}
