package dev.clew.cli;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.help.Candidates;
import dev.clew.cli.help.Completer;
import dev.clew.cli.help.Completer.Answer;
import dev.clew.cli.help.Completer.Candidate;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.TerminalText;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What the scripts of `clew completion` ask.
@Command(
    name = "candidates",
    hidden = true,
    description = {
      "Print what may stand in place of the last of these words.",
      "The first line says what else the shell may offer: none, files, directories, or command and"
          + " how many of the last words belong to one."
    },
    customSynopsis = "clew completion candidates [OPTIONS] -- [WORD...]",
    footer = "  clew completion candidates -- inspect 8b")
public final class CandidatesCommand implements Runnable {
  private final CliContext context;
  private final ProcessInfo self;

  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      description = "The words behind clew, up to the cursor.")
  List<String> words = List.of();

  CandidatesCommand(CliContext context, ProcessInfo self) {
    this.context = context;
    this.self = self;
  }

  @Override
  public void run() {
    List<String> before = words.isEmpty() ? words : words.subList(0, words.size() - 1);
    var root = Cli.commandLine(context, self, before.toArray(String[]::new));
    Answer answer = new Completer(root, new Candidates(context)).complete(words);
    context.out().print(answer.others() + "\n");
    for (Candidate each : answer.candidates()) {
      String description = DisplayWidth.fit(TerminalText.plain(each.description()), 70);
      // What is typed for the user must be what the run is called; signs would not be.
      if (each.text().equals(TerminalText.plain(each.text()))) {
        context.out().print(each.text() + "\t" + description + "\n");
      }
    }
  }
}
