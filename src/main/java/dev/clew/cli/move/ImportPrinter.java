package dev.clew.cli.move;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.terminal.Amounts;
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

  void print(Import.Result result) {
    if (json) {
      JsonOutput.object(context.out(), generator -> write(generator, result));
      return;
    }
    result.runs().forEach(context.out()::println);
    summary(context, result);
  }

  /// What was not taken, and why, and how much was.
  public static void summary(CliContext context, Import.Result result) {
    for (Damages.Damage damage : result.damages().first()) {
      context.say("not taken: " + damage.describe());
    }
    for (String reason : result.reasons()) {
      context.say("rejected: " + reason);
    }
    context.say(figures(result));
  }

  private static String figures(Import.Result result) {
    String amounts =
        count(result, OtlpSignal.TRACES, "span")
            + ", "
            + count(result, OtlpSignal.LOGS, "log record")
            + ", "
            + count(result, OtlpSignal.METRICS, "data point");
    return amounts
        + (result.backend().isEmpty() ? " imported" : " sent to " + result.backend())
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

  private static void write(JsonGenerator json, Import.Result result) throws IOException {
    JsonOutput.texts(json, "runs", result.runs());
    if (!result.backend().isEmpty()) {
      json.writeStringField("server", result.backend());
      json.writeNumberField("rejectedRecords", result.rejected());
      JsonOutput.texts(json, "rejections", result.reasons());
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
  }
}
