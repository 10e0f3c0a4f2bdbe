package dev.clew.nativetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.functional.EveryCommand;
import dev.clew.functional.EveryCommand.Call;
import dev.clew.functional.Program;
import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command does its work within the limits of a small machine or of a batch system.
class LimitsTest {
  /// KiB of address space, open files, KiB of stack.
  private static final String LIMITS = "ulimit -v 20000000; ulimit -n 32; ulimit -s 256";

  @TempDir static Path home;

  @BeforeAll
  static void record() throws IOException {
    EveryCommand.prepare(home);
  }

  static List<Call> calls() {
    return EveryCommand.calls();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyCommandDoesItsWork(Call call) throws IOException {
    Ended ended = shell(LIMITS + "; exec " + Program.path() + " " + call);

    assertThat(ended.code()).as(ended.err()).isEqualTo(call.code());
  }

  /// As in a sandbox that shows its own processes and nothing of the machine's.
  @Test
  void aProcThatHidesTheMachineIsEnough() throws IOException {
    String sandbox =
        "exec unshare -mpf sh -c 'mount -t proc -o subset=pid,hidepid=2 proc /proc && %s'";
    assumeTrue(shell(sandbox.formatted("true")).code() == 0, "unshare is not allowed here");

    Ended ended = shell(sandbox.formatted(Program.path() + " run -- sh -c \"exit 5\""));

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isEqualTo(5);
  }

  private static Ended shell(String script) throws IOException {
    Program clew = EveryCommand.in(home);
    return clew.end(clew.shell(script));
  }
}
