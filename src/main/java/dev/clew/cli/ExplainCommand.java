package dev.clew.cli;

import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import dev.clew.failure.ErrorPages;
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

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "Such as E016.")
  @Nullable String code;

  ExplainCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    String wanted = code;
    if (wanted == null) {
      for (ErrorCode each : ErrorCode.values()) {
        context.out().print(each + "  " + each.headline() + "\n");
      }
    } else {
      context.out().print(ErrorPages.page(find(wanted)));
    }
    context.out().flush();
  }

  private static ErrorCode find(String code) {
    String upper = code.toUpperCase(Locale.ROOT);
    return Arrays.stream(ErrorCode.values())
        .filter(each -> each.name().equals(upper))
        .findFirst()
        .orElseThrow(() -> new ClewError(ErrorCode.E042, "\"" + code + "\" is no error code"));
  }
}
