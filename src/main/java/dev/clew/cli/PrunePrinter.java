package dev.clew.cli;

import com.fasterxml.jackson.core.JsonGenerator;
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
        awaiting == 0 ? "" : ", " + awaiting + " kept because they await delivery",
        generator -> generator.writeNumberField("awaitingDelivery", awaiting));
  }

  /// Of a store.
  ///
  /// @param kind of what has it: `server` or `store`
  /// @param name the backend's address, or the directory
  /// @param bytes of the runs' records
  void store(List<String> runs, String kind, String name, long bytes) {
    print(
        runs,
        " (" + Amounts.bytes((double) bytes) + " of records) from " + TerminalText.plain(name),
        generator -> {
          generator.writeNumberField("bytes", bytes);
          generator.writeStringField(kind, name);
        });
  }

  private void print(List<String> runs, String more, Fields fields) {
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
                + (runs.size() == 1 ? " run " : " runs ")
                + (dryRun ? "would be removed" : "removed")
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
