package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import dev.clew.model.Cancellation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
  private static ToolUse use(String tool, String subject) {
    return new ToolUse(tool, subject, true, List.of("builtin"), List.of(subject));
  }

  /// Remembers one decision, about everything.
  private static PermissionMemory memory(PermissionRule.Effect effect, boolean keeps) {
    return new PermissionMemory() {
      @Override
      public PermissionRule.Effect recall(ToolUse use) {
        return effect;
      }

      @Override
      public boolean keep(ToolUse use, boolean allowed, boolean anyArguments) {
        return keeps;
      }
    };
  }

  private static Permissions.Decision decided(
      String rule, PermissionMemory memory, Asker.Answer answer) {
    List<String> rules = rule.isEmpty() ? List.of() : List.of(rule);
    return Permissions.of(rules, (_, _) -> answer, memory)
        .decide("a", use("write_file", "a.txt"), new Cancellation());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DENY  | ''               | false | always | remembered
          DENY  | allow write_file | false | always | remembered
          ALLOW | ''               | true  | always | remembered
          ALLOW | ask write_file   | true  | always | remembered
          ALLOW | deny write_file  | false | always | rule
          ALLOW | allow write_file | true  | always | rule
          """)
  void whatIsRememberedCountsWhereARuleAsksAndADenialAlways(
      PermissionRule.Effect remembered, String rule, boolean allowed, String scope, String source) {
    Permissions.Decision decision = decided(rule, memory(remembered, true), Asker.Answer.DENIED);

    assertThat(decision.allowed()).isEqualTo(allowed);
    assertThat(decision.scope()).isEqualTo(scope);
    assertThat(decision.source().label()).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource({"true,always", "false,session"})
  void anAnswerForGoodHoldsForTheSessionWhereItCannotBeKept(boolean kept, String scope) {
    var asked = new AtomicInteger();
    var permissions =
        Permissions.of(
            List.of(),
            (_, _) -> {
              asked.incrementAndGet();
              return new Asker.Answer(true, Asker.Scope.ALWAYS);
            },
            memory(null, kept));

    Permissions.Decision first =
        permissions.decide("a", use("write_file", "a.txt"), new Cancellation());
    permissions.decide("a", use("write_file", "a.txt"), new Cancellation());

    assertThat(first.allowed()).isTrue();
    assertThat(first.scope()).isEqualTo(scope);
    // This memory says that it keeps what it does not recall.
    assertThat(asked).hasValue(kept ? 2 : 1);
    assertThat(permissions.learned()).hasSize(kept ? 0 : 1);
  }

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
            Asker.NOBODY,
            PermissionMemory.NONE);

    assertThat(permissions.decide("a", use(tool, subject), new Cancellation()).allowed())
        .isEqualTo(allowed);
  }

  @Test
  void aRuleGoesBeforeWhatIsAllowedByItself() {
    var permissions =
        Permissions.of(List.of("deny read_file(*.key)"), Asker.NOBODY, PermissionMemory.NONE);

    assertThat(permissions.decide("a", use("read_file", "x.key"), new Cancellation()).allowed())
        .isFalse();
    assertThat(permissions.decide("a", use("read_file", "x.txt"), new Cancellation()).allowed())
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
    assertThatThrownBy(() -> Permissions.of(List.of(rule), Asker.NOBODY, PermissionMemory.NONE))
        .isInstanceOf(ClewError.class)
        .hasMessageContaining("permission rule \"" + rule + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow bash", "deny write_file(*.env)", "ask git(push (force) *)"})
  void aRuleIsWrittenAsItIsRead(String rule) {
    assertThat(PermissionRule.parse(rule)).hasToString(rule);
  }
}
