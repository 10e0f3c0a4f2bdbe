package dev.clew.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.EveryCommand;
import dev.clew.functional.Program;
import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The binary needs nothing to start: no variable, no locale, no library of its own beside it.
class StartTest {
  @TempDir Path home;

  @Test
  void itIsABinary() throws IOException {
    assertThat(Program.isNative()).as(Program.path().toString()).isTrue();
  }

  static Set<List<String>> commands() {
    return EveryCommand.HELP.keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandStartsInAnEmptyEnvironment(List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "-i", Program.path().toString()));
    command.addAll(words);
    command.add("--help");

    Ended ended = end(command);

    assertThat(ended.err()).isEmpty();
    assertThat(ended.text()).isEqualTo(EveryCommand.HELP.get(words));
    assertThat(ended.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_XX.UTF-8", "C.UTF-8", "de_DE@euro", ""})
  void theLocaleChangesNoByte(String locale) throws IOException {
    String program = Program.path().toString();

    Ended help = end(List.of("env", "-i", "LC_ALL=" + locale, program, "run", "--help"));
    Ended run = end(List.of("env", "-i", "LC_ALL=" + locale, program, "run", "--", "/grüße"));

    assertThat(help.text()).isEqualTo(EveryCommand.HELP.get(List.of("run")));
    assertThat(run.err()).contains("[E030]", "\"/grüße\" does not exist");
    assertThat(run.code()).isEqualTo(127);
  }

  /// A library that is taken out of the binary and written to a directory for temporary files fails
  /// where that is read-only or lets nothing be executed.
  @Test
  void itLoadsTheSystemsLibrariesOnly() throws IOException {
    Ended ended =
        end(
            List.of(
                Program.path().toString(),
                "run",
                "--",
                "sh",
                "-c",
                "sed -n 's|^[^/]*\\(/.*\\.so.*\\)|\\1|p' /proc/$PPID/maps | sort -u"));

    assertThat(ended.text().lines())
        .isNotEmpty()
        .allMatch(library -> library.matches("(/usr)?/lib(64|32)?/.*"));
  }

  private Ended end(List<String> command) throws IOException {
    var clew = new Program(home);
    return clew.end(clew.command(command.toArray(String[]::new)));
  }
}
