package dev.clew.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.exchange.Import;
import dev.clew.wire.Signal;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Says what was imported: the runs' ids to standard output, the figures to standard error.
final class ImportPrinter {
  private final CliContext context;
  private final boolean json;

  ImportPrinter(CliContext context, boolean json) {
    this.context = context;
    this.json = json;
  }

  void print(Import.Result result) {
    if (json) {
      try (JsonOutput output = new JsonOutput(context.out())) {
        output.line(generator -> write(generator, result));
      }
      return;
    }
    new TreeMap<>(result.runs()).keySet().forEach(context.out()::println);
    context.err().println("clew: " + figures(result));
  }

  private static String figures(Import.Result result) {
    String amounts =
        count(result, Signal.TRACES, "span")
            + ", "
            + count(result, Signal.LOGS, "log record")
            + ", "
            + count(result, Signal.METRICS, "data point");
    return amounts
        + " imported"
        + (result.damaged() == 0
            ? ""
            : "; " + Amounts.count(result.damaged()) + " damaged lines skipped");
  }

  private static String count(Import.Result result, Signal signal, String what) {
    long count = result.tally().of(signal);
    return Amounts.count(count) + " " + what + (count == 1 ? "" : "s");
  }

  private static void write(JsonGenerator json, Import.Result result) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("runs");
    for (Map.Entry<String, Long> run : new TreeMap<>(result.runs()).entrySet()) {
      json.writeString(run.getKey());
    }
    json.writeEndArray();
    json.writeNumberField("spans", result.tally().of(Signal.TRACES));
    json.writeNumberField("logRecords", result.tally().of(Signal.LOGS));
    json.writeNumberField("dataPoints", result.tally().of(Signal.METRICS));
    json.writeNumberField("damagedLines", result.damaged());
    json.writeEndObject();
  }
}
