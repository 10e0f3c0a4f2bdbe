package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A command gets every signal once, whomever it was sent to, and is started with the signals that
/// Clew was started with.
@Timeout(120)
class SignalTest {
  /// Tells what it gets until it is told to end, and answers with a code of its own. `$PPID` is the
  /// Clew that started it.
  private static final Pattern IGNORED = Pattern.compile("(?<=SigIgn:\t)\\p{XDigit}{16}");

  private static final long GLIBCS = 3L << 31;
  private static final String COMMAND =
      """
      trap 'echo TERM' TERM
      trap 'echo HUP' HUP
      trap 'echo USR1; exit 9' USR1
      trap 'echo CONT' CONT
      echo $PPID
      while :; do sleep 0.02; done
      """;

  @TempDir Path home;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(home.resolve("command"), COMMAND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to Clew alone             | clew run --                  | kill -s S $pid",
        "to the process group      | clew run --                  | kill -s S -- -$pid",
        "to every process          | clew run --                  | kill -s S $all",
        "from timeout              | timeout 6000 clew run --     | kill -s S $pid",
        "to the outer of two       | clew run -- clew step inner -- | kill -s S $pid",
        "to the group of two       | clew run -- clew step inner -- | kill -s S -- -$pid",
        "to every process of two   | clew run -- clew step inner -- | kill -s S $all",
        "to Clew without a capture | clew run --no-capture --     | kill -s S $pid",
        "to the group, no capture  | clew run --no-capture --     | kill -s S -- -$pid",
        "to Clew, not the session  | clew run -- setsid           | kill -s S $pid",
        "to the group it has left  | clew run -- setsid           | kill -s S -- -$pid",
      })
  void comesOnce(String name, String before, String kill) throws Exception {
    for (String signal : List.of("TERM", "HUP")) {
      Process process = start(before.replace("clew ", Program.path() + " ") + " sh command");
      BufferedReader out = process.inputReader();
      String clew = out.readLine();
      awaitWitnesses(process, before.contains("step") ? 2 : 1);
      send(kill.replace(" S ", " " + signal + " "), process);
      List<String> got = new ArrayList<>(List.of(out.readLine()));
      // What comes twice comes before a signal that is sent later on the same way.
      send("kill -USR1 " + (before.startsWith("timeout") ? clew : process.pid()), process);
      out.lines().forEach(got::add);
      got.remove("CONT");

      assertThat(got).as(name).containsExactly(signal, "USR1");
      assertThat(process.waitFor()).isEqualTo(9);
    }
  }

  /// Every Clew has begun to tell signals to the group from those to itself.
  private static void awaitWitnesses(Process process, int clews) throws InterruptedException {
    while (process
            .descendants()
            .filter(each -> each.info().commandLine().orElse("").contains("read -r _"))
            .count()
        < clews) {
      Thread.sleep(5);
    }
  }

  /// A command line as the leader of a process group of its own.
  private Process start(String commandLine) throws IOException {
    // A shell cannot trap what its caller ignores, as nohup does with HUP and a background job with
    // QUIT.
    return new Program(home).shell("exec env --default-signal=HUP,QUIT setsid " + commandLine);
  }

  private void send(String kill, Process process) throws IOException, InterruptedException {
    String all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .map(each -> Long.toString(each.pid()))
            .reduce("", (a, b) -> a + " " + b);
    Process sender =
        new Program(home)
            .shell(
                kill.replace("$pid", Long.toString(process.pid())).replace("$all", all)
                    + " 2> /dev/null; :");
    assertThat(sender.waitFor()).isZero();
  }

  @Test
  void whatTheCallerDoesNotIgnoreTheCommandDoesNot() throws Exception {
    String taking = "exec env --default-signal ";
    String status = "grep -E '^SigIgn' /proc/self/status";

    assertThat(others(output(taking + Program.path() + " run -- " + status)))
        .isEqualTo(others(output(taking + status)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HUP", "INT QUIT USR1", "USR2 PIPE ALRM TERM"})
  void whatTheCallerIgnoresTheCommandIgnores(String signals) throws Exception {
    String trap = signals.isEmpty() ? "" : "trap '' " + signals + "; ";
    String status = "exec %s grep -E '^Sig(Ign|Blk)' /proc/self/status";

    assertThat(others(output(trap + status.formatted(Program.path() + " run --"))))
        .isEqualTo(others(output(trap + status.formatted(""))));
  }

  /// A shell cannot ignore CHLD, and what the launcher over the jar was started with it never
  /// learns.
  @Test
  void theEndOfAChildThatTheCallerIgnores() throws Exception {
    assumeTrue(Program.isNative(), "the launcher's shell takes CHLD for itself");
    String ignoring = "exec env --ignore-signal=CHLD ";
    String status = "grep SigIgn /proc/self/status";

    assertThat(others(output(ignoring + Program.path() + " run -- " + status)))
        .isEqualTo(others(output(ignoring + status)));
    Process failing = new Program(home).shell(ignoring + Program.path() + " run -- sh -c 'exit 5'");
    assertThat(failing.waitFor()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"<&-, 0", ">&-, 1", "2>&-, 2"})
  void aClosedStreamIsClosedForTheCommand(String close, int number) throws Exception {
    Files.writeString(
        home.resolve("probe"),
        "for n in 0 1 2; do [ -e /proc/$$/fd/$n ] && open=\"$open $n\"; done; echo $open > result");
    String run = Program.path() + " run -- sh probe";
    Process process = new Program(home).shell("exec " + run + " " + close);

    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(home.resolve("result")).strip())
        .isEqualTo("0 1 2".replace(Integer.toString(number), "").strip().replace("  ", " "));
  }

  @Test
  void theCommandsStreamsHoldNothingOfClewsAfterQuit() throws Exception {
    String traps = "trap 'echo caught' QUIT; echo $PPID; while :; do sleep 0.02; done";
    Files.writeString(home.resolve("command"), traps);
    Process process = start(Program.path() + " run -- sh command");
    BufferedReader out = process.inputReader();
    String clew = out.readLine();
    awaitWitnesses(process, 1);
    send("kill -s QUIT -- -$pid", process);
    assertThat(out.readLine()).isEqualTo("caught");
    // A JVM prints its threads some time later, at the latest before it ends.
    send("kill -TERM " + clew, process);

    assertThat(out.lines()).isEmpty();
    assertThat(process.errorReader().lines()).noneMatch(line -> line.contains("thread"));
    process.waitFor();
  }

  /// The masks without what is ignored of glibc's own signals, 32 and 33: it catches them in a
  /// process with threads, before that can see whether its caller ignored them.
  private static String others(String masks) {
    return IGNORED
        .matcher(masks)
        .replaceAll(mask -> Long.toHexString(Long.parseUnsignedLong(mask.group(), 16) & ~GLIBCS));
  }

  private String output(String script) throws IOException {
    Program clew = new Program(home);
    return clew.end(clew.shell(script)).text();
  }
}
