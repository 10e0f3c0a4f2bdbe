package dev.clew.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.AllCommands;
import dev.clew.cli.Invocation;
import dev.clew.cli.frame.CliContext;
import dev.clew.config.Home;
import dev.clew.runs.RunFixture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompleterTest {
  @TempDir Path directory;

  @BeforeEach
  void runs() {
    Home home = new Home(directory.resolve(".clew"));
    RunFixture.run(home, "8b4766a1c2d3e4f5")
        .runStarted(0, "a", "make")
        .stageStarted(1, "b", "a", "compile")
        .stageFinished(9, "b", "compile", 0, "")
        .stageStarted(10, "c", "a", "bad\u001b]0;x\u0007")
        .runFinished(12_400, "a", "make", 2);
    RunFixture.run(home, "0000000000000001").runStarted(0, "a", "deploy");
  }

  /// The line up to the cursor, `|` standing for an empty last word; what the shell is told; and
  /// the values.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ru; none; run runs",
        "runs --st; none; --state",
        "runs --state |; none; ok failed running interrupted",
        "runs --state=f; none; --state=failed",
        "runs --state = f; none; --state=failed",
        "-o |; none; text json",
        "-o j; none; json",
        "-o json ins; none; inspect",
        "-vo json ins; none; inspect",
        "--color=; none; --color=auto --color=always --color=never",
        "--log-level |; none; debug info warn error",
        "--profile d; none; dev",
        "--config |; files; ",
        "--config=x; files; ",
        "run -C |; directories; ",
        "inspect |; none; 0000000000000001 8b4766a1c2d3e4f5",
        "inspect 8; none; 8b4766a1c2d3e4f5",
        "inspect @; none; @failed @1 @make @deploy",
        "logs --run @f; none; @failed",
        "logs --run 0; none; 0000000000000001",
        "replay 8b47 0; none; 0000000000000001",
        "logs --level w; none; warn",
        "log --level |; none; debug info warn error",
        "step |; none; compile",
        "step compile --ski; none; --skip",
        "step compile -- |; command 1; ",
        "step compile -- make al; command 2; ",
        "run |; command 1; ",
        "run --name x ma; command 1; ",
        "run -- --odd |; command 2; ",
        "--debug run --name=x make -j ; command 2; ",
        "run make --deb; command 2; ",
        "metric |; none; add record set",
        "metric add --un; none; --unit",
        "config |; none; show check path init trust",
        "config show telemetry.prom; none; telemetry.prometheus.enabled telemetry.prometheus.port",
        "explain E01; none; E010 E011 E012 E013 E014 E015 E016 E017 E018",
        "completion |; none; bash fish zsh",
        "event |; none; ",
        "nonsense |; none; ",
        "runs --nonsense=; none; ",
        "-; none; -V -h -o -v --color --config --debug --help --log-level --output --profile"
            + " --verbose --version",
      })
  void completes(String line, String others, String values) {
    Completer.Answer answer = complete(line.replace("|", "").split(" ", -1));

    assertThat(answer.others().replace('\t', ' ')).isEqualTo(others);
    assertThat(answer.candidates().stream().map(Completer.Candidate::text))
        .containsExactlyInAnyOrder(values == null ? new String[0] : values.split(" "));
  }

  @Test
  void aRunIsToldApartByItsStory() {
    assertThat(complete("inspect", "8b").candidates())
        .containsExactly(new Completer.Candidate("8b4766a1c2d3e4f5", "failed (2), 1h ago: make"));
  }

  @Test
  void everyCommandAndOptionIsOffered() {
    for (CommandLine command : AllCommands.walk(AllCommands.root(context()))) {
      List<String> words = AllCommands.words(command);
      if (command.getCommandSpec().usageMessage().hidden()) {
        continue;
      }
      String[] last = words.toArray(String[]::new);
      if (last.length > 0) {
        assertThat(texts(last)).contains(words.getLast());
      }
      assertThat(texts(with(last, "--")))
          .containsAll(
              command.getCommandSpec().options().stream()
                  .map(option -> option.longestName())
                  .toList());
    }
  }

  @Test
  void nothingIsOfferedWhereRunsCannotBeRead() {
    CliContext elsewhere = new Invocation(directory.resolve("none")).context();

    assertThat(complete(elsewhere, "inspect", "").candidates()).isEmpty();
    assertThat(complete(elsewhere, "metrics", "--run", "ffff", "").candidates()).isEmpty();
  }

  private List<String> texts(String... words) {
    return complete(words).candidates().stream().map(Completer.Candidate::text).toList();
  }

  private static String[] with(String[] words, String last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  private CliContext context() {
    return new Invocation(directory).context();
  }

  private Completer.Answer complete(String... words) {
    return complete(context(), words);
  }

  private static Completer.Answer complete(CliContext context, String... words) {
    return new Completer(AllCommands.root(context), new Candidates(context))
        .complete(List.of(words));
  }
}
