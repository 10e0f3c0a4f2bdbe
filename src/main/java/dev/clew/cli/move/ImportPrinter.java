package dev.clew.cli.move;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.TerminalText;
import dev.clew.transfer.Damages;
import dev.clew.transfer.Import;
import java.io.IOException;

/// Says what was imported: the runs' ids to standard output, the figures to standard error.
public final class ImportPrinter {
  private final CliContext context;
  private final boolean json;

  ImportPrinter(CliContext context, boolean json) {
    this.context = context;
    this.json = json;
  }

  /// @param server the backend that has it now; empty for files
  void print(Import.Result result, String server) {
    if (json) {
      try (JsonOutput output = new JsonOutput(context.out())) {
        output.line(generator -> write(generator, result, server));
      }
      return;
    }
    result.runs().forEach(context.out()::println);
    notes(context, result);
    context.err().println("clew: " + figures(result, server));
  }

  /// What was not taken, and why.
  public static void notes(CliContext context, Import.Result result) {
    for (Damages.Damage damage : result.damages().first()) {
      context.err().println("clew: not taken: " + TerminalText.plain(damage.describe()));
    }
    for (String reason : result.reasons()) {
      context.err().println("clew: rejected: " + TerminalText.plain(reason));
    }
  }

  /// How much was imported, in words.
  public static String figures(Import.Result result, String server) {
    String amounts =
        count(result, OtlpSignal.TRACES, "span")
            + ", "
            + count(result, OtlpSignal.LOGS, "log record")
            + ", "
            + count(result, OtlpSignal.METRICS, "data point");
    return amounts
        + (server.isEmpty() ? " imported" : " sent to " + TerminalText.plain(server))
        + (result.rejected() == 0
            ? ""
            : "; " + Amounts.count(result.rejected()) + " of them rejected")
        + (result.damages().count() == 0
            ? ""
            : "; " + Amounts.count(result.damages().count()) + " damaged lines skipped");
  }

  private static String count(Import.Result result, OtlpSignal signal, String what) {
    long count = result.tally().of(signal);
    return Amounts.count(count) + " " + what + (count == 1 ? "" : "s");
  }

  private static void write(JsonGenerator json, Import.Result result, String server)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("runs");
    for (String run : result.runs()) {
      json.writeString(run);
    }
    json.writeEndArray();
    if (!server.isEmpty()) {
      json.writeStringField("server", server);
      json.writeNumberField("rejectedRecords", result.rejected());
      json.writeArrayFieldStart("rejections");
      for (String reason : result.reasons()) {
        json.writeString(reason);
      }
      json.writeEndArray();
    }
    json.writeNumberField("spans", result.tally().of(OtlpSignal.TRACES));
    json.writeNumberField("logRecords", result.tally().of(OtlpSignal.LOGS));
    json.writeNumberField("dataPoints", result.tally().of(OtlpSignal.METRICS));
    json.writeNumberField("damagedLines", result.damages().count());
    json.writeArrayFieldStart("damages");
    for (Damages.Damage damage : result.damages().first()) {
      json.writeStartObject();
      json.writeStringField("file", damage.file());
      json.writeNumberField("line", damage.line());
      json.writeNumberField("byte", damage.offset());
      json.writeStringField("reason", damage.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
