package dev.clew.serve;

import dev.clew.posix.Libc;
import dev.clew.posix.UnixDatagrams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Tells systemd what state the daemon is in (`sd_notify`).
///
/// @param socket the value of `NOTIFY_SOCKET`; empty where nobody wants to know
record SdNotify(String socket) {
  void ready() {
    tell("READY=1");
  }

  void stopping() {
    tell("STOPPING=1");
  }

  private void tell(String state) {
    if (socket.isEmpty()) {
      return;
    }
    try (var datagrams = UnixDatagrams.open(new Libc())) {
      datagrams.send(socket, state.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It does not listen: it has its own way to find out.
    }
  }
}
