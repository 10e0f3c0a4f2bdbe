package dev.clew.cli.help;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.error.ErrorCode;
import dev.clew.error.ErrorPages;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
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
    if (wanted == null) {
      JsonOutput.objects(out, List.of(ErrorCode.values()), ErrorCodePrinter::head);
      return;
    }
    JsonOutput.object(
        out,
        json -> {
          head(json, wanted);
          json.writeStringField("page", ErrorPages.page(wanted));
        });
  }

  private static void head(JsonGenerator json, ErrorCode code) throws IOException {
    json.writeStringField("code", code.name());
    json.writeStringField("headline", code.headline());
  }
}
