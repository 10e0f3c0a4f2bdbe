package dev.clew.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachableEndpointTest {
  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:4317,      http://host.docker.internal:4317",
    "http://127.9.9.9:4317,      http://host.docker.internal:4317",
    "http://localhost:4318/otlp, http://host.docker.internal:4318/otlp",
    "http://LOCALHOST:4318,      http://host.docker.internal:4318",
    "https://[::1]:4317,         https://host.docker.internal:4317",
    "https://localhost,          https://host.docker.internal",
    "http://localhost.:4318,     http://host.docker.internal:4318",
    "http://127.1:4318,          http://host.docker.internal:4318",
    "http://0.0.0.0:4317,        http://host.docker.internal:4317",
    "http://[::]:4317,           http://host.docker.internal:4317",
    "http://[::ffff:127.0.0.1],  http://host.docker.internal",
  })
  void loopbackIsTheHost(String endpoint, String inside) {
    var reachable =
        ReachableEndpoint.of(URI.create(endpoint), ReachableEndpoint.DOCKER_HOST, false);

    assertThat(reachable.uri()).hasToString(inside);
    assertThat(reachable.viaGateway()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.7:4317",
    "https://otlp.example.com/v1",
    "http://otel_collector:4317",
    "http://localhost.example.com:4317",
    "http://127.0.0.1.example.com:4317",
    "http://[fd00::1]:4317",
  })
  void anyOtherStaysAsItIs(String endpoint) {
    var reachable =
        ReachableEndpoint.of(URI.create(endpoint), ReachableEndpoint.DOCKER_HOST, false);

    assertThat(reachable.uri()).hasToString(endpoint);
    assertThat(reachable.viaGateway()).isFalse();
  }

  @Test
  void aQueryIsKeptOnRequestOnly() {
    URI endpoint = URI.create("https://otlp.example.com/v1?key=1");

    assertThat(ReachableEndpoint.of(endpoint, ReachableEndpoint.DOCKER_HOST, false).uri())
        .hasToString("https://otlp.example.com/v1");
    assertThat(ReachableEndpoint.of(endpoint, ReachableEndpoint.DOCKER_HOST, true).uri())
        .isEqualTo(endpoint);
  }

  @Test
  void podmansNameIsThereAnyway() {
    var reachable =
        ReachableEndpoint.of(
            URI.create("http://127.0.0.1:4317"), ReachableEndpoint.PODMAN_HOST, false);

    assertThat(reachable.uri()).hasToString("http://host.containers.internal:4317");
    assertThat(reachable.viaGateway()).isFalse();
  }

  @Test
  void theHostsNetworkHasItsLoopback() {
    URI endpoint = URI.create("http://127.0.0.1:4317");

    assertThat(ReachableEndpoint.of(endpoint, null, false).uri()).isEqualTo(endpoint);
  }
}
