package dev.clew.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineUsageTest {
  @Test
  void readsDockersFigures() {
    ContainerUsage usage = EngineUsage.parse("150.50%\n1.5MiB / 23.5GiB\n4.1kB / 12MB\n");

    assertThat(usage).isNotNull();
    assertThat(usage.busy()).hasValue(1.505);
    assertThat(usage.workingSet()).hasValue(1_572_864);
    assertThat(usage.read()).hasValue(4_100);
    assertThat(usage.written()).hasValue(12_000_000);
  }

  @Test
  void readsPodmansFigures() {
    ContainerUsage usage = EngineUsage.parse("0.37%\n45.06kB / 25.28GB\n0B / 0B\n");

    assertThat(usage).isNotNull();
    assertThat(usage.workingSet()).hasValue(45_060);
    assertThat(usage.read()).hasValue(0);
  }

  @Test
  void anEndedContainerHasNone() {
    assertThat(EngineUsage.parse("--\n-- / --\n--\n")).isNull();
    assertThat(EngineUsage.parse("")).isNull();
  }
}
