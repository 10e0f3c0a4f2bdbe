package dev.clew.functional;

import static dev.clew.functional.DockerDaemon.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A service of a fleet that is a container, with a real engine.
@ExtendWith(DockerDaemon.Shared.class)
class ContainerDeploymentTest {
  private final DockerDaemon docker;

  @TempDir Path root;

  ContainerDeploymentTest(DockerDaemon docker) {
    this.docker = docker;
  }

  @Test
  void replicasAreContainersAndLeaveNoneBehind() throws IOException, InterruptedException {
    try (TestFleet fleet = new TestFleet(root).agentsWith("DOCKER_HOST", docker.host())) {
      fleet.server("server");
      fleet.agent("a");
      Path stack = root.resolve("box.toml");
      Files.writeString(
          stack,
          """
          [services.web]
          image = "%s"
          command = ["sh", "-c", "echo $CLEW_REPLICA_ID has $SECRET_WORD at $PORT; exec sleep 600"]
          replicas = 2
          expose = 8080
          environment = { SECRET_WORD = "plum" }
          """
              .formatted(IMAGE));

      Ended applied = fleet.runs("apply", "--wait", stack.toString());
      assertThat(applied.code()).as(applied.err()).isZero();

      assertThat(fleet.runs("logs", "web").text().lines())
          .containsExactlyInAnyOrder(
              "box_web_0_1_1 has plum at 8080", "box_web_1_1_1 has plum at 8080");
      assertThat(docker.docker("ps", "--format", "{{.Names}} {{.Ports}}").text())
          .containsPattern("clew-box_web_0_1_1 127\\.0\\.0\\.1:[0-9]+->8080/tcp")
          .contains("clew-box_web_1_1_1");

      docker.docker("kill", "clew-box_web_0_1_1");
      TestFleet.await(() -> fleet.runs("status", "box").text().contains("healthy\tweb\ta\t1\t1"));

      Ended deleted = fleet.runs("delete", "--wait", "box");
      assertThat(deleted.code()).as(deleted.err()).isZero();
      assertThat(docker.docker("ps", "-a", "--format", "{{.Names}}").text())
          .doesNotContain("clew-box");
    }
  }
}
