package dev.clew.cli.help;

import dev.clew.error.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a user may have meant by a first word that is no command.
public final class CommandSuggestion {
  private static final int MOST_EDITS = 2;

  private final Collection<String> commands;

  public CommandSuggestion(Collection<String> commands) {
    this.commands = commands;
  }

  /// A sentence: the nearest command, else how to record the words as a command of their own.
  public String of(List<String> words) {
    String first = words.getFirst();
    return nearest(first)
        .map(command -> "did you mean clew " + command + "?")
        .orElseGet(() -> "to record it, write clew run -- " + String.join(" ", words));
  }

  private Optional<String> nearest(String word) {
    return commands.stream()
        .filter(command -> EditDistance.between(word, command) <= edits(command))
        .min(Comparator.comparingInt(command -> EditDistance.between(word, command)));
  }

  /// Two letters of a short command may be any other word.
  private static int edits(String command) {
    return command.length() <= 4 ? 1 : MOST_EDITS;
  }
}
