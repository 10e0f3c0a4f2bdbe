package dev.clew.cli;

import dev.clew.cli.frame.ByteSize;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.ErrorReporter;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.StandardOutput;
import dev.clew.cli.help.CommandSuggestion;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.time.DurationText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// The whole command line.
public final class Cli {
  private Cli() {}

  /// Runs one invocation.
  ///
  /// @return its exit code
  public static int execute(CliContext context, ProcessInfo self, String... args) {
    String[] asked = args.length > 0 && args[0].equals("help") ? help(args) : args;
    return commandLine(context, self, asked).execute(asked);
  }

  /// Says that what the command printed is incomplete, unless nobody wants the rest.
  ///
  /// @param code of the command
  /// @return the exit code, which is not 0 when something is missing
  public static int complete(CliContext context, StandardOutput output, int code) {
    context.out().flush();
    IOException failure = output.failure();
    if (failure == null) {
      return code;
    }
    var error = new ClewError(ErrorCode.E047, "stdout: " + failure.getMessage() + ".");
    int lost = new ErrorReporter(context, new GlobalOptions(), Cli::suggestion).show(error);
    return code == 0 ? lost : code;
  }

  /// People type `clew help run` for `clew run --help`.
  private static String[] help(String... args) {
    String[] asked = Arrays.copyOfRange(args, 1, args.length + 1);
    asked[args.length - 1] = "--help";
    return asked;
  }

  /// The command line, with the commands that these arguments want.
  static CommandLine commandLine(CliContext context, ProcessInfo self, String... args) {
    var options = new GlobalOptions();
    var failures = new ErrorReporter(context, options, Cli::suggestion);
    var sessions = new RecordingFactory(context, self, options, failures);
    CommandLine root = TopCommand.line(context, options);
    new Commands(context, self, sessions).addTo(root, args);
    GlobalPositions.prepare(root, "clew " + self.version());
    root.setExecutionStrategy(new GlobalPositions(context, options));
    root.setHelpFactory((command, colours) -> CommandHelp.of(command, colours, context.width()));
    root.registerConverter(Duration.class, Cli::duration);
    root.registerConverter(ByteSize.class, ByteSize::parse);
    root.setCaseInsensitiveEnumValuesAllowed(true)
        .setAllowSubcommandsAsOptionParameters(true)
        .setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
    // From its first positional parameter on, everything is the wrapped command's.
    root.getSubcommands()
        .forEach((name, command) -> command.setStopAtPositional(name.equals("run")));
    return root;
  }

  private static String suggestion(List<String> words) {
    return new CommandSuggestion(Commands.names()).of(words);
  }

  private static Duration duration(String text) {
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no duration; write 500ms, 90s or 30d"));
  }
}
