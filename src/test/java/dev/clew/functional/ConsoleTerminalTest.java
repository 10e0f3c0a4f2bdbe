package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.posix.Descriptor;
import dev.clew.posix.Libc;
import dev.clew.posix.PseudoTerminal;
import dev.clew.posix.Terminal;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console on a terminal that takes nothing any more, as that of a stopped multiplexer.
class ConsoleTerminalTest {
  private static final byte REDRAW = 0x0c;

  @TempDir Path home;

  @Test
  void aSignalEndsItThoughNobodyReads() throws Exception {
    Libc libc = new Libc();
    PseudoTerminal pair = PseudoTerminal.open(libc);
    try (Descriptor slave = pair.openSlave(libc)) {
      Terminal terminal = new Terminal(libc, slave);
      terminal.setSize(new Terminal.Size(200, 500));
      byte[] before = terminal.modes();
      Process console =
          new Program(home)
              .start(
                  List.of(
                      "setsid",
                      "--wait",
                      "sh",
                      "-c",
                      "echo $$ > pid; exec \"$0\" console <\"$1\" >\"$1\" 2>\"$1\"",
                      Program.path().toString(),
                      pair.slave().toString()));
      InputStream shown = pair.master().descriptor().input();
      while (shown.available() == 0) {
        Thread.sleep(20);
      }
      // Until the terminal holds all that it can for its reader.
      for (int held = 0, same = 0; same < 30; ) {
        pair.master().descriptor().output().write(REDRAW);
        Thread.sleep(20);
        int now = shown.available();
        same = now == held ? same + 1 : 0;
        held = now;
      }
      String pid = Files.readString(home.resolve("pid")).strip();

      new ProcessBuilder("kill", "-TERM", pid).start().waitFor();

      assertThat(console.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(console.exitValue()).isEqualTo(143);
      assertThat(terminal.modes()).isEqualTo(before);
    }
  }
}
