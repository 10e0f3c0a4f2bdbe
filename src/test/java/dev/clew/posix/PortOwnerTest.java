package dev.clew.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {
  @TempDir Path proc;

  @Test
  void namesTheProcess() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortOwner.of(socket.getLocalPort()))
          .matches("process " + ProcessHandle.current().pid() + " \\(.+\\) listens on it");
    }
  }

  @Test
  void whoCannotBeSeenIsNotNamed() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp"),
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
            + "   0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 77 1\n"
            + "garbage\n");
    Files.createDirectories(proc.resolve("12"));
    Path descriptors = Files.createDirectories(proc.resolve("13/fd"));

    assertThat(PortOwner.of(4000, proc)).contains("another user");
    Files.createSymbolicLink(descriptors.resolve("5"), Path.of("socket:[77]"));
    assertThat(PortOwner.of(4000, proc)).isEqualTo("process 13 (unknown) listens on it");
    assertThat(PortOwner.of(4001, proc)).contains("another user");
    assertThat(PortOwner.of(4000, proc.resolve("none"))).contains("another user");
  }
}
