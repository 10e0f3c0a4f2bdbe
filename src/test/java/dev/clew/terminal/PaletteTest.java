package dev.clew.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaletteTest {
  @Test
  void everyStyleIsOneSequenceAndAReset() {
    var colours = new Palette(true);

    assertThat(colours.bold("x")).isEqualTo("\u001b[1mx\u001b[0m");
    assertThat(colours.dim("x")).isEqualTo("\u001b[2mx\u001b[0m");
    assertThat(colours.red("x")).isEqualTo("\u001b[31mx\u001b[0m");
    assertThat(colours.green("x")).isEqualTo("\u001b[32mx\u001b[0m");
    assertThat(colours.yellow("x")).isEqualTo("\u001b[33mx\u001b[0m");
    assertThat(colours.cyan("x 100 % @|bold y|@"))
        .isEqualTo("\u001b[36mx 100 % @|bold y|@\u001b[0m");
    assertThat(colours.cyan("")).isEmpty();
    assertThat(new Palette(false).red("x")).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, '', true, true",
    "AUTO, '', false, false",
    "AUTO, 1, true, false",
    "ALWAYS, 1, false, true",
    "NEVER, '', true, false",
  })
  void theTerminalAndNoColorDecideWhereTheOptionLeavesItOpen(
      ColorMode mode, String noColor, boolean terminal, boolean enabled) {
    assertThat(Palette.of(mode, Map.of("NO_COLOR", noColor), terminal).enabled())
        .isEqualTo(enabled);
  }

  /// What Jansi's own console reads and a library's settings are not Clew's.
  @Test
  void propertiesOfJansiSwitchNothingOff() {
    System.setProperty("org.fusesource.jansi.Ansi.disable", "true");
    try {
      assertThat(new Palette(true).red("x")).isEqualTo("\u001b[31mx\u001b[0m");
    } finally {
      System.clearProperty("org.fusesource.jansi.Ansi.disable");
    }
  }
}
