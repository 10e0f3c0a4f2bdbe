package dev.clew.cli.frame;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.redaction.Redaction;
import dev.clew.terminal.Palette;
import dev.clew.terminal.TerminalText;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Shows errors to the user: headline, what to try, more detail. A stack trace is shown with
/// `--debug` only.
public final class ErrorReporter implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final CliContext context;
  private final PrintStream err;
  private final GlobalOptions options;
  private final Function<List<String>, String> suggestion;

  /// What is wrong may be an argument; the settings, with patterns of the user's, may not be known.
  private final Redaction redaction = new Redaction(List.of());

  /// Reports the errors of commands.
  ///
  /// @param suggestion what may have been meant by words that begin with no command
  public ErrorReporter(
      CliContext context, GlobalOptions options, Function<List<String>, String> suggestion) {
    this.context = context;
    this.suggestion = suggestion;
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
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    StringBuilder detail = new StringBuilder(String.valueOf(wrong.getMessage()));
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String option = optionName(unmatched.getUnmatched().getFirst());
      Optional<CommandSpec> owner = owner(command, option, args);
      command = owner.orElse(command);
      if (owner.isPresent()) {
        detail.append(
            "; give %s after the command: %s %s …"
                .formatted(option, command.qualifiedName(), option));
      } else if (command.parent() == null && !option.startsWith("-")) {
        detail = new StringBuilder("\"" + option + "\" is no command of Clew's; ");
        detail.append(suggestion.apply(List.of(args).subList(at(option, args), args.length)));
      } else if (!unmatched.getSuggestions().isEmpty()) {
        detail
            .append("; did you mean ")
            .append(String.join(" or ", unmatched.getSuggestions()))
            .append('?');
      }
    }
    detail.append(" (see ").append(command.qualifiedName()).append(" --help)");
    return show(new ClewError(ErrorCode.E001, detail.toString()));
  }

  private static int at(String word, String... args) {
    return Math.max(0, List.of(args).indexOf(word));
  }

  /// The argument without the value that it may hold.
  private static String optionName(String argument) {
    return argument.matches("-[^-].*")
        ? argument.substring(0, 2)
        : argument.replaceFirst("=.*", "");
  }

  /// The command among the arguments, below the one that does not know the option, that does.
  private static Optional<CommandSpec> owner(CommandSpec above, String option, String... args) {
    return Stream.of(args)
        .flatMap(word -> Stream.ofNullable(above.subcommands().get(word)))
        .map(CommandLine::getCommandSpec)
        .flatMap(
            below ->
                below.optionsMap().containsKey(option)
                    ? Stream.of(below)
                    : owner(below, option, args).stream())
        .findFirst();
  }

  /// Prints an error.
  ///
  /// @return its exit code
  public int show(ClewError error) {
    print(palette().red("error:"), error.code(), error.detail());
    Throwable cause = error.getCause();
    if (cause != null && options.debug()) {
      cause.printStackTrace(err);
    }
    return error.code().exitCode();
  }

  /// Prints what the user should know although the command goes on.
  public void warn(ErrorCode code, String detail) {
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
