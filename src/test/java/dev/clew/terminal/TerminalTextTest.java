package dev.clew.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TerminalTextTest {
  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                "\u001b[31m",
                "\u001b[1;4m",
                "\u001b[",
                "\u001b]0;x\u0007",
                "\u009b31m",
                "\u001b[2J"),
            Arbitraries.chars().range('\0', '\u00a0').map(String::valueOf),
            Arbitraries.chars().range('\u2000', '\u2070').map(String::valueOf),
            Arbitraries.strings().all().ofMaxLength(3))
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Property
  void letsNoControlCharacterButColourThrough(
      @ForAll("hostile") String text, @ForAll boolean keepColour) {
    String safe = TerminalText.safe(text, keepColour);

    String rest = keepColour ? safe.replaceAll("\u001b\\[[0-9;:]*m", "") : safe;
    assertThat(rest.codePoints())
        .noneMatch(point -> Character.isISOControl(point) || TerminalText.isHidden(point));
    assertThat(safe.contains("\u001b")).isEqualTo(keepColour && !safe.equals(rest));
  }

  @Property
  void leavesPrintableTextAlone(@ForAll boolean keepColour) {
    String text = "größer 走 👩‍🚀 مرحبا cafe\u0301 \\u202e";

    assertThat(TerminalText.safe(text, keepColour)).isEqualTo(text);
  }

  @Example
  void showsWhatItDoesNotSend() {
    assertThat(TerminalText.plain("\u001b[2J\r\n\0\u007f\u0085\u202e\u2028\ud800\udb40\udc01"))
        .isEqualTo("␛[2J␍␊␀␡\\u0085\\u202e\\u2028\\ud800\\u{e0001}");
  }

  @Example
  void closesColoursThatItKeeps() {
    assertThat(TerminalText.safe("\u001b[31mred", true)).isEqualTo("\u001b[31mred\u001b[0m");
    assertThat(TerminalText.safe("\u001b[31mred", false)).isEqualTo("red");
  }

  @Example
  void keepsTheLinesOfABlock() {
    assertThat(TerminalText.block("one\r\ntwo\u001b[2J\n", "  ")).isEqualTo("one\n  two␛[2J");
  }

  @Example
  void setsTabsAsBlanks() {
    assertThat(TerminalText.plain("a\tb\t走\tc")).isEqualTo("a       b       走      c");
  }
}
