package dev.clew.cli;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.posix.Inherited;
import dev.clew.run.output.DeferredStderr;
import dev.clew.serve.DaemonConfig;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// The whole command line, without running anything.
public final class AllCommands {
  private AllCommands() {}

  /// What `--help` prints without a terminal, by the words that call a command.
  public static Map<List<String>, String> help() {
    Map<List<String>, String> help = new LinkedHashMap<>();
    for (CommandLine command : walk(root(new Invocation(Path.of("/nowhere")).context()))) {
      help.put(words(command), command.getUsageMessage(Ansi.OFF));
    }
    return help;
  }

  public static CommandLine root(CliContext context, String... args) {
    return Cli.commandLine(context, self(_ -> 0), args);
  }

  /// A program that says nothing.
  ///
  /// @param serve what `clew serve` does
  static ProcessInfo self(ToIntFunction<DaemonConfig> serve) {
    return new ProcessInfo(
        List.of(),
        Inherited.NOTHING,
        new DeferredStderr(OutputStream.nullOutputStream()),
        1,
        "host",
        "1.2.3",
        serve);
  }

  /// `clew` and every command below it.
  public static List<CommandLine> walk(CommandLine from) {
    List<CommandLine> all = new ArrayList<>(List.of(from));
    from.getSubcommands().values().forEach(below -> all.addAll(walk(below)));
    return all;
  }

  /// The words that call a command, `clew` left out.
  public static List<String> words(CommandLine command) {
    List<String> words = List.of(command.getCommandSpec().qualifiedName().split(" "));
    return words.subList(1, words.size());
  }
}
