package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text is UTF-8 whatever the locale: names of files and directories, arguments, output, and what
/// is shown of them.
class LocaleTest {
  private static final String RUN = "0123456789abcdef";

  /// A file, so that no name in it is encoded by the locale of the tests.
  private static final String SCRIPT =
      """
      exec 2>&1
      mkdir -p heim-ß "Ordner grüße/ünter"
      export HOME="$PWD/heim-ß"
      unset CLEW_HOME
      cd "Ordner grüße"
      echo 'naïve → 日本語 🎉' > Datei-ä.txt
      echo "logging.level = 'info'" > kön.toml
      CLEW_RUN_ID=$run clew --debug run --name läuft -C ünter -- \\
        sh -c 'env | grep ^LC_ALL; pwd; cat "$1"; exit 3' ä ../Datei-ä.txt
      clew run -- ./fehlt-é
      clew runs
      clew inspect $run
      clew inspect $run -o json
      clew logs --run $run --grep 日本
      clew --config kön.toml config show logging.level
      clew export $run --to aus-é.jsonl
      ls
      cat aus-é.jsonl
      """;

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=", "LANG=xx_XX.UTF-8", "LANG="})
  void textComesThroughUnharmed(String locale) throws IOException {
    Files.writeString(home.resolve("script"), SCRIPT.replace("clew ", Program.path() + " "));
    String[] variable = locale.split("=", -1);
    Program clew =
        new Program(home).without("LC_ALL").with("run", RUN).with(variable[0], variable[1]);

    String said = clew.end(clew.command("sh", "script")).text();

    String here = home + "/Ordner grüße";
    assertThat(said)
        .contains(
            "recording in %s/heim-ß/.clew/data/diagnostics/runs/%s.jsonl\n".formatted(home, RUN),
            "\n" + here + "/ünter\nnaïve → 日本語 🎉\n",
            "error: [E030] Command not found",
            "\"./fehlt-é\" does not exist",
            "\tfehlt-é\t",
            "run " + RUN + "  läuft ",
            "\n    naïve → 日本語 🎉\n",
            "\"title\":\"läuft\"",
            " DEBUG stdout     naïve → 日本語 🎉\n",
            "logging.level  info  (" + here + "/kön.toml:1)\n",
            here + "/aus-é.jsonl\n",
            "Datei-ä.txt\naus-é.jsonl\nkön.toml\nünter\n",
            "{\"stringValue\":\"../Datei-ä.txt\"}",
            "{\"stringValue\":\"" + here + "/ünter\"}")
        .doesNotContain("\uFFFD", "?");
    assertThat(said.contains("\n" + locale + "\n")).isEqualTo(variable[0].equals("LC_ALL"));
  }
}
