package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a container is to Clew: its processes' number 1, or a place without `/proc`.
class ContainerTest {
  private static final List<String> PROCESSES =
      List.of("unshare", "--pid", "--fork", "--mount-proc");

  @TempDir Path home;

  /// Leaves a process behind that ends at once, and waits until it is seen as a zombie no more.
  private static final String ORPHAN =
      """
      echo "process $PPID"
      (sh -c 'echo $$ > orphan' &)
      until [ -s orphan ]; do sleep 0.01; done
      read -r orphan < orphan
      for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        [ -e "/proc/$orphan" ] || { echo gone; exit 7; }
        sleep 0.5
      done
      echo zombie
      exit 7
      """;

  @Test
  void asProcess1ItReapsOrphansAndKeepsTheCommandsCode() throws IOException {
    Ended ended = inside(PROCESSES, "run", "--", "sh", "-c", ORPHAN);

    assertThat(ended.text()).isEqualTo("process 1\ngone\n");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isEqualTo(7);
  }

  @Test
  void asProcess1ItEndsWithItsCommand() throws IOException {
    assertThat(inside(PROCESSES, "run", "--", "sh", "-c", "exit 3").code()).isEqualTo(3);
    assertThat(inside(PROCESSES, "run", "--", "sh", "-c", "kill -9 $$").code()).isEqualTo(137);
  }

  @Test
  void theLauncherSaysThatThereIsNoProc() throws IOException {
    assumeFalse(Program.isNative(), "an image ends before any of Clew runs");
    List<String> hidden =
        List.of("unshare", "--mount", "sh", "-c", "mount -t tmpfs none /proc; exec \"$0\" \"$@\"");

    Ended ended = inside(hidden, "--version");

    assertThat(ended.err()).contains("/proc is not mounted").hasLineCount(1);
    assertThat(ended.code()).isEqualTo(1);
  }

  private Ended inside(List<String> container, String... arguments) throws IOException {
    Program clew = new Program(home);
    List<String> probe = Stream.concat(container.stream(), Stream.of("true")).toList();
    assumeTrue(clew.end(clew.start(probe)).code() == 0, "namespaces need the rights of root");
    return clew.end(
        clew.start(
            Stream.of(
                    container.stream(), Stream.of(Program.path().toString()), Stream.of(arguments))
                .flatMap(each -> each)
                .toList()));
  }
}
