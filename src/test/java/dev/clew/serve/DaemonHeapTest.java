package dev.clew.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.error.ClewError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonHeapTest {
  private static final long DEFAULT = DaemonHeap.limit(Map.of());

  @Test
  void theEnvironmentSetsTheLimit() {
    Map<String, String> environment = Map.of(DaemonHeap.VARIABLE, "1GiB");
    assertThat(DaemonHeap.limit(environment)).isEqualTo(1L << 30);
    assertThatCode(() -> DaemonHeap.check(environment)).doesNotThrowAnyException();
    assertThatCode(() -> DaemonHeap.check(Map.of())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"much", "63MiB", "-1", "1g", "99999999999TiB"})
  void whatCannotBeUsedIsNamed(String limit) {
    Map<String, String> environment = Map.of(DaemonHeap.VARIABLE, limit);
    assertThat(DaemonHeap.limit(environment)).isEqualTo(DEFAULT);
    assertThatThrownBy(() -> DaemonHeap.check(environment))
        .isInstanceOf(ClewError.class)
        .hasMessageContaining("CLEW_SERVE_HEAP is \"" + limit + "\"");
  }
}
