package dev.clew.cli.help;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.error.ErrorCode;
import dev.clew.error.ErrorPages;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// Prints one error code with its page, or all with their headlines.
record ErrorCodePrinter(PrintStream out) {
  void text(@Nullable ErrorCode wanted) {
    if (wanted == null) {
      for (ErrorCode each : ErrorCode.values()) {
        out.print(each + "  " + each.headline() + "\n");
      }
    } else {
      out.print(ErrorPages.page(wanted));
    }
    out.flush();
  }

  void json(@Nullable ErrorCode wanted) {
    try (var output = new JsonOutput(out)) {
      output.line(json -> write(json, wanted));
    }
  }

  private static void write(JsonGenerator json, @Nullable ErrorCode wanted) throws IOException {
    if (wanted != null) {
      json.writeStartObject();
      json.writeStringField("code", wanted.name());
      json.writeStringField("headline", wanted.headline());
      json.writeStringField("page", ErrorPages.page(wanted));
      json.writeEndObject();
      return;
    }
    json.writeStartArray();
    for (ErrorCode each : ErrorCode.values()) {
      json.writeStartObject();
      json.writeStringField("code", each.name());
      json.writeStringField("headline", each.headline());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
