package dev.clew.functional;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A command of a page that a reader follows, and the output that it shows.
record ShownCommand(String line, List<String> output) {
  static final String SERVE = "clew serve";

  /// In place of a command, what the reader presses in the terminal of `clew serve`.
  static final String INTERRUPT = "Ctrl-C";

  /// What the page has a reader do, from top to bottom: commands stand behind `$`, a Makefile
  /// between fences, and the backend is ended and started again in words.
  static List<ShownCommand> of(Path page) throws IOException {
    List<ShownCommand> commands = new ArrayList<>();
    StringBuilder file = new StringBuilder();
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("```") && file.isEmpty()) {
        file.append("cat > Makefile << 'EOF'\n");
      } else if (line.startsWith("```")) {
        commands.add(new ShownCommand(file.append("EOF").toString(), List.of()));
        file.setLength(0);
      } else if (!file.isEmpty()) {
        file.append(line).append('\n');
      } else if (line.startsWith("    $ ")) {
        commands.add(new ShownCommand(line.substring(6), new ArrayList<>()));
      } else if (line.startsWith("    ")) {
        commands.getLast().output.add(line.substring(4));
      } else if (line.contains("End `clew serve`")) {
        commands.add(new ShownCommand(INTERRUPT, List.of()));
      } else if (line.contains("Start `clew serve` again")) {
        commands.add(
            commands.stream().filter(each -> each.line.equals(SERVE)).findFirst().orElseThrow());
      }
    }
    return commands;
  }
}
