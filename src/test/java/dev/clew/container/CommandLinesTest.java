package dev.clew.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.container.ContainerRequest.PullPolicy;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.run.process.RunRequest;
import dev.clew.run.terminal.TerminalMode;
import dev.clew.runfile.RunId;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Docker and Podman are called with.
class CommandLinesTest {
  private static final RunRequest COMMAND =
      new RunRequest(
          List.of("true"),
          null,
          null,
          true,
          TerminalMode.AUTO,
          Map.of(),
          Attributes.empty(),
          true,
          true,
          false,
          null,
          Duration.ofSeconds(10));

  private static ContainerRequest request(List<String> options, List<String> variables) {
    return new ContainerRequest(
        "it:1",
        List.of("true"),
        COMMAND,
        null,
        PullPolicy.MISSING,
        null,
        false,
        options,
        variables,
        null,
        null,
        false);
  }

  @Test
  void aContainerIsCreatedWithWhatItIsHandedIn() {
    var given =
        new HandIn(
            Map.of("TRACEPARENT", "00-1-2-01"),
            Map.of("OTEL_EXPORTER_OTLP_HEADERS", "a=secret"),
            Map.of("/run/clew/export-1.pem", "/etc/ca.pem"),
            true);
    var options =
        new CreateOptions("name", new RunId("0123456789abcdef"), "5e55", true, false, true);

    assertThat(
            EngineCommands.create(
                options.list(given, request(List.of("--user", "1"), List.of("A=b"))),
                "it:1",
                List.of("echo", "--env")))
        .containsExactly(
            "create",
            "--name",
            "name",
            "--label",
            "dev.clew.run=0123456789abcdef",
            "--label",
            "dev.clew.session=5e55",
            "--interactive",
            "--init",
            "--env",
            "TRACEPARENT=00-1-2-01",
            "--env",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "--volume",
            "/etc/ca.pem:/run/clew/export-1.pem:ro",
            "--add-host",
            "host.docker.internal:host-gateway",
            "--env",
            "A=b",
            "--user",
            "1",
            "it:1",
            "echo",
            "--env");
  }

  @Test
  void podmanMustNotPassSignalsOnByItself() {
    assertThat(new EngineCommands(true).start("id", true)).contains("--sig-proxy=false");
    assertThat(new EngineCommands(false).start("id", true))
        .startsWith("start", "--attach", "--interactive")
        .endsWith("id")
        .noneMatch(word -> word.startsWith("--sig-proxy"));
    assertThat(new EngineCommands(false).start("id", false)).doesNotContain("--interactive");
  }

  @Test
  void theVersionHasToBeRecentEnough() {
    var docker = new Engine("docker", "/usr/bin/docker");
    var podman = new Engine("podman", "/usr/bin/podman");

    assertThat(EngineVersion.of(docker, "28.2.2\n28.2.2\n1.50\nEngine=28 docker-init=0.19.0 \n"))
        .isEqualTo(new EngineVersion("28.2.2", true));
    assertThat(EngineVersion.of(docker, "28.2.2\n20.10.24+dfsg1\n1.41\nEngine=20\n"))
        .isEqualTo(new EngineVersion("20.10.24+dfsg1", false));
    assertThat(EngineVersion.of(podman, "4.3.1\n")).isEqualTo(new EngineVersion("4.3.1", false));
    assertThatThrownBy(() -> EngineVersion.of(docker, "28.2.2\n19.03.15\n1.40\n\n"))
        .isInstanceOfSatisfying(
            ClewError.class,
            old -> {
              assertThat(old.code()).isEqualTo(ErrorCode.E091);
              assertThat(old.detail()).contains("19.03.15").contains("1.40");
            });
    assertThatThrownBy(() -> EngineVersion.of(podman, "3.4.4\n")).isInstanceOf(ClewError.class);
  }

  @Test
  void whatIsNoVersionIsNoEngine() {
    var docker = new Engine("docker", "/usr/bin/docker");
    var podman = new Engine("podman", "/usr/bin/podman");

    for (String answer : List.of("", "28.2.2\n\n\n\n", "a\nb\nc\n", "Usage: docker\n")) {
      for (Engine engine : List.of(docker, podman)) {
        if (engine == podman && answer.startsWith("28")) {
          continue;
        }
        assertThatThrownBy(() -> EngineVersion.of(engine, answer))
            .as(answer)
            .isInstanceOfSatisfying(
                ClewError.class,
                none -> {
                  assertThat(none.code()).isEqualTo(ErrorCode.E092);
                  assertThat(none.detail()).startsWith(engine.path() + " has answered no version");
                });
      }
    }
  }

  @Test
  void anImagesNameIsTakenApart() {
    assertThat(Image.repository("alpine")).isEqualTo("alpine");
    assertThat(Image.repository("alpine:3.20")).isEqualTo("alpine");
    assertThat(Image.repository("registry:5000/team/app")).isEqualTo("registry:5000/team/app");
    assertThat(Image.repository("registry:5000/team/app:1")).isEqualTo("registry:5000/team/app");
    assertThat(Image.repository("app:1@sha256:00ff")).isEqualTo("app");
    Map<String, Object> attributes = new LinkedHashMap<>();
    Image.of("app:1", "sha256:1\napp:1 app:latest other:2 \napp@sha256:2 \n/bin/app \n")
        .attributes()
        .forEach((key, value) -> attributes.put(key.getKey(), value));

    assertThat(attributes)
        .containsEntry("container.image.name", "app")
        .containsEntry("container.image.id", "sha256:1")
        .containsEntry("container.image.tags", List.of("1", "latest"))
        .containsEntry("container.image.repo_digests", List.of("app@sha256:2"));
  }
}
