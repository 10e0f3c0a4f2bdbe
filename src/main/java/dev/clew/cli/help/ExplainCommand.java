package dev.clew.cli.help;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.error.ErrorCode;
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
    var printer = new ErrorCodePrinter(context.out());
    ErrorCode wanted = code == null ? null : ErrorCode.named(code);
    if (options.json()) {
      printer.json(wanted);
    } else {
      printer.text(wanted);
    }
  }
}
