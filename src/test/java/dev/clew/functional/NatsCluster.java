package dev.clew.functional;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A cluster of three nats-servers with JetStream on this machine.
final class NatsCluster {
  private NatsCluster() {}

  /// Starts one of them.
  ///
  /// @param ports three for clients, three for each other
  static Process start(Path root, int number, List<Integer> ports) throws IOException {
    Path directory = Files.createDirectories(root.resolve("nats-" + number));
    Path configuration = directory.resolve("nats.conf");
    Files.writeString(
        configuration,
        """
        server_name: n%d
        listen: "127.0.0.1:%d"
        jetstream { store_dir: "%s" }
        cluster {
          name: test
          listen: "127.0.0.1:%d"
          no_advertise: false
          routes: ["nats://127.0.0.1:%d", "nats://127.0.0.1:%d", "nats://127.0.0.1:%d"]
        }
        """
            .formatted(
                number,
                ports.get(number),
                directory.resolve("store"),
                ports.get(3 + number),
                ports.get(3),
                ports.get(4),
                ports.get(5)));
    return new ProcessBuilder("nats-server", "-c", configuration.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  /// Waits until all take clients.
  static void await(List<Integer> ports) throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      int port = ports.get(i);
      TestFleet.await(
          () -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
              return socket.isConnected();
            } catch (IOException notYet) {
              return false;
            }
          });
    }
  }
}
