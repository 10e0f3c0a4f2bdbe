package dev.clew.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {
  private static LinearPattern pattern(String text) {
    return LinearPattern.compile(text);
  }

  @Test
  void findsWhatMatches() {
    assertThat(pattern("ACME-[0-9]{6}").find("key ACME-123456 is")).isTrue();
    assertThat(pattern("ACME-[0-9]{6}").find("key ACME-12345 is")).isFalse();
    assertThat(pattern("plain text").find("some plain text here")).isTrue();
    assertThat(pattern("plain text").find("some Plain text here")).isFalse();
    assertThat(pattern("(?i)plain").find("some PLAIN text")).isTrue();
  }

  /// A backtracking engine takes longer than the age of the universe for it.
  @Test
  void costDoesNotGrowWithTheWaysToMatch() {
    assertThat(pattern("(.*,){25}z").find(",".repeat(60))).isFalse();
    assertThat(pattern("(a*)*b").find("a".repeat(50_000))).isFalse();
    assertThat(pattern("(.*,){25}z").replaceAll(",".repeat(60), "-")).isEqualTo(",".repeat(60));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        "a(?=b)",
        "(?<!a)b",
        "(a)\\1",
        "(?>a)",
        "((a{100}){100}){100}",
        "((((a{1000}){1000}){1000}){1000}){1000}",
        "(((((a{0,9}){0,9}){0,9}){0,9}){0,9}){0,9}",
        "((\\pL{99}|[]a-z]{99}){99}){99}",
        "(?:(?:[[:alpha:]\\]]{50,}){50,}){50,}",
      })
  void whatCannotBeLinearOrSmallIsAnError(String text) {
    assertThatExceptionOfType(PatternError.class)
        .isThrownBy(() -> LinearPattern.compile(text))
        .satisfies(e -> assertThat(e.reason()).isNotBlank().doesNotEndWith("."));
  }

  @Test
  void lengthIsBounded() {
    assertThatExceptionOfType(PatternError.class)
        .isThrownBy(() -> LinearPattern.compile("a".repeat(1001)));
    assertThat(pattern("(".repeat(490) + "a" + ")".repeat(490)).find("a")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\w{1,255}",
        "[A-Z]{20}",
        "(?:[0-9a-f]{2}:){15}[0-9a-f]{2}",
        "\\Q{9}{9}{9}\\E",
        "x{",
        "a{,3}"
      })
  void usualRepetitionsAreTaken(String text) {
    assertThat(pattern(text)).hasToString(text);
  }

  @Test
  void replacesEveryMatch() {
    assertThat(pattern("b+").replaceAll("abbcb", "[X]")).isEqualTo("a[X]c[X]");
    assertThat(pattern("b+").replaceAll("acd", "[X]")).isEqualTo("acd");
    assertThat(pattern("b|$").replaceAll("ab$1", "$0")).isEqualTo("a$0$1$0");
  }

  /// To find the next `a`, each search looks for a `b` up to the end.
  @Test
  void replacingStaysLinear() {
    AtomicInteger matches = new AtomicInteger();
    String text = "a".repeat(60_000);
    boolean complete = pattern("a.*b|a").each(text, (_, _) -> matches.incrementAndGet());
    assertThat(complete).isFalse();
    assertThat(matches).hasValueLessThan(100);
    String clean = pattern("a.*b|a").replaceAll("x" + text, "[X]");
    assertThat(clean).startsWith("x[X]").endsWith("[X]").matches("x(\\[X])+");
  }

  @Test
  void searchEndsAtItsLimit() {
    LinearPattern slow = pattern("(.*,){25}z");
    List<Boolean> asked = new ArrayList<>();
    Limit third =
        () -> {
          asked.add(true);
          return asked.size() == 3;
        };
    assertThatExceptionOfType(SearchStopped.class)
        .isThrownBy(() -> slow.find(",a".repeat(100_000), third));
    assertThat(asked).hasSize(3);
    assertThat(slow.find(",".repeat(200_000) + "z", Limit.NONE)).isTrue();
  }

  @Test
  void samePatternsAreEqual() {
    assertThat(pattern("a+")).isEqualTo(pattern("a+")).hasSameHashCodeAs(pattern("a+"));
    assertThat(pattern("a+")).isNotEqualTo(pattern("a*"));
  }
}
