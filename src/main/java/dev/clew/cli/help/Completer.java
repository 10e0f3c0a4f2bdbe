package dev.clew.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Completes the last word of a command line.
public final class Completer {
  /// Something that the word may become.
  public record Candidate(String text, String description) {}

  /// What the word may become.
  ///
  /// @param others what else the shell may offer: `none`, `files`, `directories`, or `command` and
  ///   how many of the last words belong to a command of its own
  public record Answer(String others, List<Candidate> candidates) {
    static final Answer NONE = new Answer("none", List.of());
  }

  private final Candidates candidates;
  private CommandSpec command;
  private @Nullable OptionSpec open;
  private boolean ended;
  private int position;
  private String run = "";

  public Completer(CommandLine root, Candidates candidates) {
    this.command = root.getCommandSpec();
    this.candidates = candidates;
  }

  /// Completes a command line.
  ///
  /// @param given the words behind `clew`; the last, which may be empty, is completed
  public Answer complete(List<String> given) {
    List<String> words = joined(given);
    String word = words.isEmpty() ? "" : words.getLast();
    for (int i = 0; i < words.size() - 1; i++) {
      if (isForeign(words.get(i))) {
        return new Answer("command\t" + (words.size() - i), List.of());
      }
      pass(words.get(i));
    }
    Answer answer = answer(word);
    List<Candidate> fitting =
        answer.candidates().stream().filter(each -> each.text().startsWith(word)).toList();
    return new Answer(answer.others(), fitting);
  }

  /// Bash takes `--name=value` for three words.
  private static List<String> joined(List<String> words) {
    List<String> joined = new ArrayList<>();
    for (String word : words) {
      String last = joined.isEmpty() ? "" : joined.getLast();
      boolean value = last.startsWith("--") && last.endsWith("=") && !word.equals("=");
      if ((word.equals("=") && last.startsWith("--") && last.length() > 2) || value) {
        joined.set(joined.size() - 1, last + word);
      } else {
        joined.add(word);
      }
    }
    return joined;
  }

  private void pass(String word) {
    if (open != null) {
      run = open.paramLabel().equals("RUN") ? word : run;
      open = null;
    } else if (!ended && word.equals("--")) {
      ended = true;
    } else if (!ended && word.length() > 1 && word.startsWith("-")) {
      open = takingNext(word);
    } else {
      positional(word);
    }
  }

  /// The option that the next word is the value of.
  private @Nullable OptionSpec takingNext(String word) {
    String name = word.startsWith("--") ? word : "-" + word.charAt(word.length() - 1);
    OptionSpec option = command.findOption(name);
    return option != null && option.arity().max() > 0 ? option : null;
  }

  private void positional(String word) {
    CommandLine below = ended || position > 0 ? null : command.subcommands().get(word);
    if (below == null) {
      position++;
    } else {
      command = below.getCommandSpec();
    }
  }

  /// Whether a word begins the command that Clew runs.
  private boolean isForeign(String word) {
    boolean option = !ended && word.startsWith("-");
    return open == null && !option && isCommand(positional());
  }

  private static boolean isCommand(@Nullable ArgSpec argument) {
    return argument != null && argument.paramLabel().equals("CMD");
  }

  private @Nullable PositionalParamSpec positional() {
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (parameter.index().contains(position)) {
        return parameter;
      }
    }
    return null;
  }

  private Answer answer(String word) {
    int equals = word.indexOf('=');
    if (open != null) {
      return candidates.of(command, open, word, run);
    }
    if (!ended && word.startsWith("--") && equals > 0) {
      return valueOf(word.substring(0, equals), word.substring(equals + 1));
    }
    if (!ended && word.startsWith("-")) {
      return new Answer("none", options(word));
    }
    PositionalParamSpec parameter = positional();
    if (isCommand(parameter)) {
      return new Answer("command\t1", List.of());
    }
    Answer values = parameter == null ? Answer.NONE : candidates.of(command, parameter, word, run);
    return ended || position > 0
        ? values
        : new Answer(
            values.others(), Stream.concat(subcommands(), values.candidates().stream()).toList());
  }

  private Answer valueOf(String name, String value) {
    OptionSpec option = command.findOption(name);
    if (option == null) {
      return Answer.NONE;
    }
    Answer values = candidates.of(command, option, value, run);
    return new Answer(
        values.others(),
        values.candidates().stream()
            .map(each -> new Candidate(name + "=" + each.text(), each.description()))
            .toList());
  }

  private Stream<Candidate> subcommands() {
    return command.subcommands().entrySet().stream()
        .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
        .map(
            each ->
                new Candidate(
                    each.getKey(),
                    each.getValue().getCommandSpec().usageMessage().description()[0]));
  }

  /// The long names; the short ones where one dash is all that is written.
  private List<Candidate> options(String word) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(
            option ->
                Stream.of(option.names())
                    .filter(name -> word.equals("-") || name.startsWith("--"))
                    .map(name -> new Candidate(name, Synopsis.description(option))))
        .sorted((one, other) -> one.text().compareTo(other.text()))
        .toList();
  }
}
