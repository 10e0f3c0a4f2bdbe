package dev.clew.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          make serve;                   make|serve
          make   -C  /src;              make|-C|/src
          echo 'a b' "c d" e\\ f;       echo|a b|c d|e f
          echo "it's" 'say "x"';        echo|it's|say "x"
          echo "a\\"b" "a\\b";          echo|a"b|a\\b
          printf '' x;                  printf||x
          make A=b;                     make|A=b
          echo 漢字;                    echo|漢字
          """)
  void wordsAreAShells(String line, String words) {
    assertThat(CommandText.parse(line).words()).containsExactly(words.split("\\|", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "make && ./serve",
        "a | b",
        "echo $HOME",
        "echo \"$HOME\"",
        "ls *.java",
        "cat <in",
        "A=b make",
        "cd ~/src",
        "make # everything",
        "echo `date`",
        "{ a; }",
        "! true",
      })
  void moreThanWordsIsAShellsLine(String line) {
    assertThat(CommandText.parse(line).words()).containsExactly("sh", "-c", line);
    assertThat(CommandText.of(List.of("sh", "-c", line))).isEqualTo(line);
  }

  @Test
  void whatIsNotClosedIsAMistake() {
    assertThat(CommandText.parse("echo 'a").mistake()).contains("'");
    assertThat(CommandText.parse("echo \"a").mistake()).contains("\"");
    assertThat(CommandText.parse("echo \\").mistake()).contains("\\");
    assertThat(CommandText.parse("  ")).isEqualTo(new CommandText.Parsed(List.of(), ""));
  }

  @Property
  void everyCommandIsReadBack(
      @ForAll @Size(min = 1, max = 4)
          List<
                  @StringLength(max = 5)
                  @Chars({'\'', '"', '\\', ' ', '$', '=', '~', '-', '\n', '|'})
                  @CharRange(from = 'a', to = 'c') String>
              words) {
    assertThat(CommandText.parse(CommandText.of(words)).words()).isEqualTo(words);
  }

  @Property
  void everyLineOfAShellIsReadBack(
      @ForAll @StringLength(max = 12) @Chars({'\'', '"', '\\', ' ', '$', '=', '|', 'a', 'b'})
          String line) {
    List<String> words = List.of("sh", "-c", line);
    assertThat(CommandText.parse(CommandText.of(words)).words()).isEqualTo(words);
  }
}
