package dev.clew.cli;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.SafeOutput;
import dev.clew.cli.help.ErrorReference;
import dev.clew.posix.Inherited;
import dev.clew.run.output.DeferredStderr;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Writes the manual pages and the pages of commands and of errors: the build calls it, nothing
/// else does.
public final class Documents {
  private Documents() {}

  /// Writes them.
  ///
  /// @param args the version, the date of the pages, the directory of the manual pages, and the
  ///   files of the pages of commands and of errors
  public static void main(String... args) throws IOException {
    CommandLine root = root(args[0]);
    Path manual = Files.createDirectories(Path.of(args[2]));
    write(root, args[1], manual);
    Files.writeString(Path.of(args[3]), CommandReference.of(root.getCommandSpec()));
    Files.writeString(Path.of(args[4]), ErrorReference.page());
  }

  private static void write(CommandLine command, String date, Path manual) throws IOException {
    if (command.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    Files.writeString(
        manual.resolve(ManualPage.name(command.getCommandSpec()) + ".1"),
        ManualPage.of(command.getCommandSpec(), date));
    for (CommandLine below : command.getSubcommands().values()) {
      write(below, date, manual);
    }
  }

  /// The whole command line, of a process that has no environment.
  static CommandLine root(String version) {
    SafeOutput silent = new SafeOutput(OutputStream.nullOutputStream(), false);
    Path root = Path.of("/");
    return Cli.commandLine(
        new CliContext(
            silent, silent, Map.of(), Clock.systemUTC(), root, root, false, false, () -> 80),
        new ProcessInfo(
            List.of(),
            Inherited.NOTHING,
            new DeferredStderr(OutputStream.nullOutputStream()),
            0,
            "",
            version,
            _ -> 0));
  }
}
