package dev.clew.fleet.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NatsServerTest {
  @TempDir Path root;

  private Path program(String directory, String mode) throws IOException {
    Path file = Files.createDirectories(root.resolve(directory)).resolve("nats-server");
    return Files.setPosixFilePermissions(
        Files.createFile(file), PosixFilePermissions.fromString(mode));
  }

  @Test
  void isFoundOnPathAndElseWhereItUsuallyIs() throws IOException {
    program("data", "rw-r--r--");
    Path usual = program("sbin", "rwxr-xr-x");
    Map<String, String> path = Map.of("PATH", root.resolve("data") + ":" + root.resolve("bin"));

    assertThat(NatsServer.find(path, root.resolve("none"))).isEmpty();
    assertThat(NatsServer.find(path, root.resolve("sbin"))).contains(usual.toString());
    Path found = program("bin", "rwxr-xr-x");
    assertThat(NatsServer.find(path, root.resolve("sbin"))).contains(found.toString());
  }

  @Test
  void itsFilesAreTheUsersAloneAndStayTheSame() throws IOException {
    NatsFiles first = NatsFiles.in(root.resolve("nats"));
    NatsFiles again = NatsFiles.in(root.resolve("nats"));

    assertThat(again).isEqualTo(first);
    assertThat(first.toString()).doesNotContain(first.agentPassword(), first.serverPassword());
    for (String each : new String[] {"secrets", "nats.conf"}) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(root.resolve("nats").resolve(each))))
          .isEqualTo("rw-------");
    }
  }
}
