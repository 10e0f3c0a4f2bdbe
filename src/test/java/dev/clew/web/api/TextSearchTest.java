package dev.clew.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextSearchTest {
  private static boolean isIn(String wanted, String text) {
    return new TextSearch(wanted).isIn(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void findsWhatContainsFinds(
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String wanted,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 40) String text) {
    assertThat(isIn(wanted, text)).isEqualTo(text.contains(wanted));
  }

  @Test
  void caseDoesNotMatter() {
    assertThat(isIn("Drop TABLE", "x dRoP table")).isTrue();
    assertThat(isIn("ÄRGER", "viel ärger")).isTrue();
    assertThat(isIn("ärger", "viel")).isFalse();
  }

  /// A search that begins anew at each byte needs 10¹⁰ steps for it.
  @Test
  void costDependsOnTheTextOnly() {
    assertThat(isIn("a".repeat(999) + "b", "a".repeat(10_000_000))).isFalse();
  }
}
