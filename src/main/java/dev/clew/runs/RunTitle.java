package dev.clew.runs;

import java.util.ArrayList;
import java.util.List;

/// What a run is called in lists: its command line, unless it was given a name.
final class RunTitle {
  private RunTitle() {}

  static String of(RunNode node) {
    String program = node.attributes().text("process.executable.name");
    List<String> arguments = node.attributes().texts("process.command_args");
    if (!node.name().equals(program) || arguments.isEmpty()) {
      return node.name();
    }
    String first = arguments.getFirst();
    boolean named = first.equals(program) || first.endsWith("/" + program);
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(named ? arguments.subList(1, arguments.size()) : arguments);
    return String.join(" ", words);
  }
}
