package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import dev.clew.model.Cancellation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          read_file  | a.txt          | true
          list_files | .              | true
          write_file | a.txt          | false
          write_file | src/a.txt      | true
          write_file | src/secret.env | false
          git        | git status     | true
          git        | git push       | false
          tiny__echo | {}             | true
          tiny__drop | {}             | false
          """)
  void theStrictestRuleDecides(String tool, String subject, boolean allowed) {
    var permissions =
        Permissions.of(
            List.of(
                "allow write_file(src/*)",
                "deny write_file(*.env)",
                "allow git",
                "ask git(git push*)",
                "allow tiny__*",
                "deny tiny__drop"),
            Asker.NOBODY);

    assertThat(permissions.decide("a", tool, subject, new Cancellation()).allowed())
        .isEqualTo(allowed);
  }

  @Test
  void aRuleGoesBeforeWhatIsAllowedByItself() {
    var permissions = Permissions.of(List.of("deny read_file(*.key)"), Asker.NOBODY);

    assertThat(permissions.decide("a", "read_file", "x.key", new Cancellation()).allowed())
        .isFalse();
    assertThat(permissions.decide("a", "read_file", "x.txt", new Cancellation()).allowed())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *        | ''    | true
          a*       | a     | true
          a*c      | abbc  | true
          a*c      | abcd  | false
          *.env    | a.env | true
          a*b*c    | aXbXXc| true
          a        | ab    | false
          ''       | ''    | true
          """)
  void aStarIsAnyText(String pattern, String text, boolean matches) {
    assertThat(PermissionRule.matchesGlob(pattern, text)).isEqualTo(matches);
  }

  @Test
  @Timeout(5)
  void aPatternOfStarsTakesNoTime() {
    assertThat(PermissionRule.matchesGlob("a*".repeat(500) + "b", "a".repeat(10_000))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe bash", "allow", "allow a b", "allow bash(", "", "ALLOW x"})
  void whatIsNoRuleIsAnError(String rule) {
    assertThatThrownBy(() -> Permissions.of(List.of(rule), Asker.NOBODY))
        .isInstanceOf(ClewError.class)
        .hasMessageContaining("permission rule \"" + rule + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow bash", "deny write_file(*.env)", "ask git(push (force) *)"})
  void aRuleIsWrittenAsItIsRead(String rule) {
    assertThat(PermissionRule.parse(rule)).hasToString(rule);
  }
}
