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
          Map.ofEntries(
              Map.entry(1, "job_submit"),
              Map.entry(2, "job_cancel"),
              Map.entry(3, "job_retry"),
              Map.entry(4, "node_join"),
              Map.entry(5, "node_drain"),
              Map.entry(6, "node_remove"),
              Map.entry(7, "node_lost"),
              Map.entry(8, "token_issue"),
              Map.entry(9, "token_revoke"),
              Map.entry(10, "leader_elect"),
              Map.entry(11, "apply"),
              Map.entry(12, "rollback"),
              Map.entry(13, "delete"),
              Map.entry(14, "replica_lost")));

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
