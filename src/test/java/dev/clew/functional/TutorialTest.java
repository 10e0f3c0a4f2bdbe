package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// The commands of the tutorial, one after the other in one shell, print what it shows. Ids become
/// names in the order in which they come up, and figures that differ from run to run are not
/// compared. Stages that run at the same time print in any order.
@Isolated
class TutorialTest {
  private static final String END = "--- the command has ended ---";
  private static final List<Integer> PORTS = List.of(4000, 4317, 4318);

  private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{4,16}\\b");
  private static final Pattern FIGURE =
      Pattern.compile(
          "[+-]?\\d+(\\.\\d+)?(ms|[smh]|[kM]?B)(\\d\\d[sm])?( ago)?\\b|just now|[\\d:]{8}\\.\\d{3}"
              + "|\\d+(?= (log )?records| data points)|(?<=^clew )\\S+");
  private static final Pattern DECORATION = Pattern.compile("[▏▎▍▌▋▊▉█├└│─]+| http://\\[::1]:\\d+");

  /// What a comparison has to say of a stage that took longer by chance.
  private static final Pattern CHANCE = Pattern.compile("(slower|faster) .*");

  private final List<String> shownIds = new ArrayList<>();
  private final List<String> realIds = new ArrayList<>();
  private final List<Integer> ports = Serve.freePorts(PORTS.size());

  @TempDir Path home;

  @Test
  void everyCommandPrintsWhatThePageShows() throws Exception {
    Files.createDirectory(home.resolve("bin"));
    Files.createSymbolicLink(home.resolve("bin/clew"), Program.path());
    Program ada =
        new Program(home)
            .without("CLEW_HOME")
            .with("PATH", home.resolve("bin") + ":" + System.getenv("PATH"))
            .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000")
            .with("CLEW_SERVE_PORT", ports.getFirst().toString())
            .with("CLEW_SERVE_OTLP_PORTS", ports.get(1) + "," + ports.get(2));
    Process shell = ada.shell("exec 2>&1; . /dev/stdin");
    Process serve = shell;
    try {
      for (ShownCommand command : ShownCommand.of(Path.of("docs/tutorial/first-run.md"))) {
        if (command.line().equals(ShownCommand.SERVE)) {
          serve = ada.shell("exec clew serve 2>&1");
          check(command, lines(serve, command.output().size()));
        } else if (command.line().equals(ShownCommand.INTERRUPT)) {
          assertThat(serve.toHandle().destroy()).isTrue();
          assertThat(serve.waitFor()).isZero();
        } else if (!command.line().startsWith("make install")) {
          check(command, run(shell, command.line()));
        }
      }
    } finally {
      shell.destroyForcibly();
      serve.destroyForcibly();
    }
  }

  private void check(ShownCommand command, List<String> printed) {
    String all = String.join("\n", printed).replace(home.toString(), "/home/ada");
    for (int i = 0; i < PORTS.size(); i++) {
      all = all.replace(":" + ports.get(i), ":" + PORTS.get(i));
    }
    assertThat(compared(all.lines().toList(), realIds))
        .as(command.line() + "\n" + all)
        .containsExactlyInAnyOrderElementsOf(compared(command.output(), shownIds));
  }

  private static List<String> lines(Process process, int count) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      lines.add(Objects.requireNonNull(out.readLine(), () -> "it ended after " + lines));
    }
    return lines;
  }

  /// Runs a command in the shell, with the ids and ports that are here what the page's are there.
  private List<String> run(Process shell, String command) throws IOException {
    String ours = ID.matcher(command).replaceAll(id -> name(id.group(), shownIds, realIds));
    for (int i = 0; i < PORTS.size(); i++) {
      ours = ours.replace("localhost:" + PORTS.get(i), "localhost:" + ports.get(i));
    }
    Writer in = shell.outputWriter(StandardCharsets.UTF_8);
    in.write(
        "{ %s\n} < /dev/null\nended=$?; echo; echo '%s'; (exit $ended)\n".formatted(ours, END));
    in.flush();
    List<String> printed = new ArrayList<>();
    for (String line = ""; !line.equals(END); line = lines(shell, 1).getFirst()) {
      printed.add(line);
    }
    // A server has the state of a run in its list a moment after the run's last record.
    return printed.stream().anyMatch(line -> line.startsWith("running\t"))
        ? run(shell, command)
        : printed;
  }

  private static List<String> compared(List<String> lines, List<String> ids) {
    List<String> names = IntStream.range(0, 99).mapToObj(i -> "run" + i).toList();
    List<String> compared = new ArrayList<>();
    for (String line : lines) {
      ID.matcher(line)
          .results()
          .map(MatchResult::group)
          .filter(id -> id.length() == 16 && !ids.contains(id))
          .forEach(ids::add);
      String named = ID.matcher(line).replaceAll(id -> name(id.group(), ids, names));
      String plain = DECORATION.matcher(FIGURE.matcher(named).replaceAll("#")).replaceAll("");
      compared.add(plain.replaceAll("\\s+", " ").strip());
    }
    compared.removeIf(line -> line.isEmpty() || CHANCE.matcher(line).matches());
    return compared;
  }

  /// What stands in the place of an id that a word is, or begins; the word itself if there is none.
  private static String name(String word, List<String> ids, List<String> names) {
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i).startsWith(word)) {
        return names.get(i);
      }
    }
    return word;
  }
}
