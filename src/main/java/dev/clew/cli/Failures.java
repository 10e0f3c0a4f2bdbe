package dev.clew.cli;

import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import dev.clew.telemetry.Redaction;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Shows errors to the user: headline, what to try, more detail. A stack trace is shown with
/// `--debug` only.
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final CliContext context;
  private final PrintStream err;
  private final GlobalOptions options;

  /// What is wrong may be an argument; the settings, with patterns of the user's, may not be known.
  private final Redaction redaction = new Redaction(List.of());

  Failures(CliContext context, GlobalOptions options) {
    this.context = context;
    this.err = context.err();
    this.options = options;
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    return show(
        thrown instanceof ClewError error
            ? error
            : new ClewError(ErrorCode.E099, String.valueOf(thrown), thrown));
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    String help = wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    StringBuilder detail = new StringBuilder(String.valueOf(wrong.getMessage()));
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      detail
          .append("; did you mean ")
          .append(String.join(" or ", unmatched.getSuggestions()))
          .append('?');
    }
    return show(
        new ClewError(ErrorCode.E001, detail.append(" (see ").append(help).append(")").toString()));
  }

  /// Prints an error.
  ///
  /// @return its exit code
  int show(ClewError error) {
    print(palette().red("error:"), error.code(), error.detail());
    Throwable cause = error.getCause();
    if (options.debug() && cause != null) {
      cause.printStackTrace(err);
    }
    return error.code().exitCode();
  }

  /// Prints what the user should know although the command goes on.
  void warn(ErrorCode code, String detail) {
    print(palette().yellow("warning:"), code, detail);
  }

  private Palette palette() {
    return Palette.of(options.color(), context.env(), context.errIsTerminal());
  }

  private void print(String kind, ErrorCode code, String detail) {
    err.print(
        kind
            + " ["
            + code
            + "] "
            + code.headline()
            + "\n  → what to try:\n    "
            + code.whatToTry()
            + "\n  → more detail:\n    "
            + TerminalText.block(redaction.text(detail), "    ")
            + "\n");
    err.flush();
  }
}
