package dev.clew.cli;

import dev.clew.run.OwnWords;
import dev.clew.serve.Launch;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import picocli.CommandLine;

/// The whole command line, without running anything.
final class AllCommands {
  private AllCommands() {}

  static CommandLine root(CliContext context, String... args) {
    return Cli.commandLine(context, self(_ -> 0), args);
  }

  /// A program that says nothing.
  ///
  /// @param serve what `clew serve` does
  static Self self(ToIntFunction<Launch> serve) {
    return new Self(
        List.of(),
        Set.of(),
        new OwnWords(OutputStream.nullOutputStream()),
        1,
        "host",
        "1.2.3",
        serve);
  }

  /// `clew` and every command below it.
  static List<CommandLine> walk(CommandLine from) {
    List<CommandLine> all = new ArrayList<>(List.of(from));
    from.getSubcommands().values().forEach(below -> all.addAll(walk(below)));
    return all;
  }

  /// The words that call a command, `clew` left out.
  static List<String> words(CommandLine command) {
    List<String> words = List.of(command.getCommandSpec().qualifiedName().split(" "));
    return words.subList(1, words.size());
  }
}
