package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A command runs in the directory that Clew is in, whether that has a name or not.
class DirectoryTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "removed    | mkdir d; cd d; rmdir ../d",
        "not UTF-8  | mkdir \"$(printf 'd\\377')\"; cd \"$(printf 'd\\377')\"",
      })
  void itNeedsNoName(String kind, String enter) throws IOException {
    Program clew = new Program(home);

    Program.Ended ended =
        clew.end(
            clew.shell(
                enter.replace("printf 'd\\377'", "printf 'd\\\\377'")
                    + "; CLEW --version && CLEW run -- sh -c 'ls -di . >&2' && ls -di . >&2"
                        .replace("CLEW", Program.path().toString())));

    // The shell's own complaints come first.
    assertThat(ended.err().lines().filter(line -> !line.startsWith("sh: ")).distinct().count())
        .as(kind + ended.err())
        .isEqualTo(1);
    assertThat(ended.text()).startsWith("clew ");
    assertThat(ended.code()).isZero();
  }

  /// As `sudo -u app` from `/root` does.
  @Test
  void itMayBeClosedToTheUser() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs another user");
    Program clew = new Program(home);
    String closed =
        "chmod 755 .; mkdir -m 700 -p closed/home; chmod 777 closed/home; mkdir -m 777 h; cd closed/home; "
            + "export CLEW_HOME=$OLDPWD/h; as=\"setpriv --reuid=65534 --regid=65534 --clear-groups\"; "
            + "$as CLEW run -- sh -c 'echo here > made'; cat made";

    Program.Ended ended = clew.end(clew.shell(closed.replace("CLEW run", Program.path() + " run")));

    assertThat(ended.err()).isEmpty();
    assertThat(ended.text()).isEqualTo("here\n");
  }

  @Test
  void namesAreBytes() throws IOException {
    Program clew = new Program(home);
    String script =
        """
        d=$(printf 'd\\377'); p=$(printf 'p\\376')
        mkdir "$d"; printf '#!/bin/sh\\necho ran $1\\n' > "$d/$p"; chmod +x "$d/$p"
        clew run -C "$d" -- "./$p" 1
        clew run -- "./$d/$p" 2
        PATH="$PWD/$d:$PATH" clew run -- "$p" 3
        clew run -C "$d/none" -- true
        """;

    Program.Ended ended = clew.end(clew.shell(script.replace("clew run", Program.path() + " run")));

    assertThat(ended.text()).isEqualTo("ran 1\nran 2\nran 3\n");
    assertThat(ended.err()).contains("[E033]", "d\uFFFD/none: No such file or directory");
    assertThat(Files.exists(home.resolve("data"))).isTrue();
  }
}
