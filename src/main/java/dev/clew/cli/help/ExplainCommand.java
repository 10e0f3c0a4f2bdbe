package dev.clew.cli.help;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.error.ErrorPages;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Explains an error code, or lists them.
@Command(
    name = "explain",
    description = "Explain an error code, or list all.",
    footer = {"  clew explain E016", "  clew explain"})
public final class ExplainCommand implements Runnable {
  private final CliContext context;
  private final GlobalOptions options;

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "Such as E016.")
  @Nullable String code;

  public ExplainCommand(CliContext context, GlobalOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public void run() {
    ErrorCode wanted = code == null ? null : find(code);
    if (options.json()) {
      try (var output = new JsonOutput(context.out())) {
        output.line(json -> write(json, wanted));
      }
      return;
    }
    if (wanted == null) {
      for (ErrorCode each : ErrorCode.values()) {
        context.out().print(each + "  " + each.headline() + "\n");
      }
    } else {
      context.out().print(ErrorPages.page(wanted));
    }
    context.out().flush();
  }

  /// One with its page, or all.
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

  private static ErrorCode find(String code) {
    String upper = code.toUpperCase(Locale.ROOT);
    return Arrays.stream(ErrorCode.values())
        .filter(each -> each.name().equals(upper))
        .findFirst()
        .orElseThrow(() -> new ClewError(ErrorCode.E042, "\"" + code + "\" is no error code"));
  }
}
