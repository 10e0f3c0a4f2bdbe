package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A shell sees the same of a command with Clew before it and without.
class ExitCodeTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "false",
        "sh -c 'exit 2'",
        "sh -c 'exit 42'",
        "sh -c 'exit 75'",
        "sh -c 'exit 124'",
        "sh -c 'exit 126'",
        "sh -c 'exit 127'",
        "sh -c 'exit 128'",
        "sh -c 'exit 130'",
        "sh -c 'exit 255'",
        "sh -c 'kill -HUP $$'",
        "sh -c 'kill -INT $$'",
        "sh -c 'kill -QUIT $$'",
        "sh -c 'kill -ABRT $$'",
        "sh -c 'kill -KILL $$'",
        "sh -c 'kill -USR1 $$'",
        "sh -c 'kill -SEGV $$'",
        "sh -c 'kill -USR2 $$'",
        "sh -c 'kill -PIPE $$'",
        "sh -c 'kill -ALRM $$'",
        "sh -c 'kill -TERM $$'",
        "no-such-program",
        "./no-such-file",
        "./not-executable",
        "./directory",
        "./no-interpreter-line a b",
        "./missing-interpreter",
      })
  void isTheSame(String command) throws IOException, InterruptedException {
    Files.writeString(home.resolve("not-executable"), "exit 0\n");
    Files.createDirectory(home.resolve("directory"));
    executable("no-interpreter-line", "exit $(($# + 5))\n");
    executable("missing-interpreter", "#!/no/such/interpreter\n");

    assertThat(code(Program.path() + " run -- " + command)).isEqualTo(code(command));
  }

  private void executable(String name, String text) throws IOException {
    Path file = Files.writeString(home.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /// What the shell says of a command.
  private int code(String command) throws IOException, InterruptedException {
    Process shell = new Program(home).shell(command + "\nexit $?");
    shell.getErrorStream().readAllBytes();
    return shell.waitFor();
  }

  @Test
  void descriptorsReachTheCommand() throws IOException, InterruptedException {
    Process shell =
        new Program(home)
            .shell(
                "exec 5> five 7< /dev/null; "
                    + Program.path()
                    + " run -- sh -c 'echo $(ls /proc/self/fd | tr \"\\n\" \" \"); echo hi >&5'");

    // The listing itself has one more open.
    assertThat(Program.text(shell.getInputStream().readAllBytes()).strip())
        .isIn("0 1 2 3 5 7", "0 1 2 5 6 7");
    assertThat(shell.waitFor()).isZero();
    assertThat(home.resolve("five")).hasContent("hi\n");
  }

  @Test
  void bytesReachTheCommandWhateverTheLocale() throws IOException, InterruptedException {
    Program clew = new Program(home).with("LC_ALL", "C").with("GREETING", "grüß");
    Process shell =
        clew.shell(
            "exec "
                + Program.path()
                + " run -- sh -c 'printf %s\\\\n \"$GREETING\" \"$@\"' x 'né' \"$(printf 'a\\377b')\"");

    var wanted = new ByteArrayOutputStream();
    wanted.writeBytes("grüß\nné\na".getBytes(StandardCharsets.UTF_8));
    wanted.writeBytes(new byte[] {(byte) 0xFF, 'b', '\n'});
    assertThat(shell.getInputStream().readAllBytes()).isEqualTo(wanted.toByteArray());
    assertThat(shell.waitFor()).isZero();
    assertThat(
            Records.attributes(clew.records().span("sh").getAttributesList())
                .get("process.command_args"))
        .endsWith("x, né, a\uFFFDb]");
  }
}
