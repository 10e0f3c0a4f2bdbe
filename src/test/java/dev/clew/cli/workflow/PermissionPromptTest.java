package dev.clew.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.Asker.Answer;
import dev.clew.agent.Asker.Question;
import dev.clew.agent.Asker.Scope;
import dev.clew.agent.ToolUse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionPromptTest {
  private static PermissionPrompt prompt(String subject, boolean varies) {
    return new PermissionPrompt(
        new Question(
            "coder", new ToolUse("git", subject, varies, List.of("command"), List.of(subject))));
  }

  @ParameterizedTest
  @CsvSource({
    "y,true,ONCE,false",
    "yes,true,ONCE,false",
    "s,true,SESSION,false",
    "a,true,ALWAYS,false",
    "t,true,ALWAYS,true",
    "d,false,ALWAYS,false",
    "n,false,ONCE,false",
    "'',false,ONCE,false",
    "always,false,ONCE,false"
  })
  void whatIsTypedIsTheAnswer(String typed, boolean allowed, Scope scope, boolean any) {
    assertThat(prompt("git push", true).answer(typed)).isEqualTo(new Answer(allowed, scope, any));
  }

  @Test
  void whatItAsksAndOffers() {
    assertThat(prompt("git push", true).text())
        .isEqualTo(
            """
            coder wants to call git with
              git push
            Allow it? [y] once  [s] for this session  [N] no
                      [a] always  [t] always, with any arguments  [d] never:\s""");
    assertThat(prompt("git push", false).text()).doesNotContain("[t]");
    assertThat(prompt("git push", false).answer("t")).isEqualTo(Answer.DENIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "t", "d"})
  void whatIsNotShownAsAWholeIsNotDecidedForGood(String typed) {
    PermissionPrompt prompt = prompt("git " + "x".repeat(3000), true);

    assertThat(prompt.text()).contains("x…\n", "[y] once").doesNotContain("always", "never");
    assertThat(prompt.answer(typed)).isEqualTo(Answer.DENIED);
    assertThat(prompt.answer("s").scope()).isEqualTo(Scope.SESSION);
  }
}
