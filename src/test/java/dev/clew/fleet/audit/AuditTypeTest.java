package dev.clew.fleet.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuditTypeTest {
  /// Numbers that were given, each once: a type that goes leaves its number here.
  private static final Map<Integer, String> GIVEN =
      new TreeMap<>(
          Map.of(
              1, "job_submit",
              2, "job_cancel",
              3, "job_retry",
              4, "node_join",
              5, "node_drain",
              6, "node_remove",
              7, "node_lost",
              8, "token_issue",
              9, "token_revoke",
              10, "leader_elect"));

  @Test
  void numbersAreGivenOnce() {
    assertThat(AuditType.all())
        .allSatisfy(each -> assertThat(GIVEN).containsEntry(each.number(), each.label()));
    assertThat(AuditType.all()).extracting(AuditType::number).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownOneIsNamedWithThoseThatThereAre() {
    assertThat(AuditType.named("token_revoke")).isEqualTo(AuditType.TOKEN_REVOKE);
    assertThatThrownBy(() -> AuditType.named("job_submited"))
        .hasMessageContaining("\"job_submited\"")
        .hasMessageContaining("job_submit, job_cancel");
  }
}
