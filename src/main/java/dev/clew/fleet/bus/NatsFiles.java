package dev.clew.fleet.bus;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// The directory of a [NatsServer]: its configuration, port and passwords, which stay the same from
/// start to start, and the store of its JetStream. All files are the user's alone.
///
/// @param serverPassword secret
/// @param agentPassword secret
record NatsFiles(Path directory, int port, String serverPassword, String agentPassword) {
  static final String SERVER = "server";
  static final String AGENT = "agent";

  private static final String PORT = "port";
  private static final int BYTES = 24;

  /// What the users may do. Agents create and read the consumers of the stream of their tasks, and
  /// publish what they report.
  @SuppressWarnings("InlineFormatString") // it is read better by itself
  private static final String CONFIGURATION =
      """
      # Made by `clew serve --fleet`; changes are lost.
      server_name: clew
      listen: "127.0.0.1:%d"
      pid_file: "%s"
      log_file: "%s"
      logfile_size_limit: 10MB
      max_payload: 1MB
      jetstream { store_dir: "%s" }
      authorization {
        users = [
          { user: "server", password: "%s" }
          {
            user: "agent", password: "%s"
            permissions {
              publish: [
                "clew.events.>", "clew.output.>", "clew.beat.*",
                "$JS.API.INFO", "$JS.API.STREAM.INFO.clew_dispatch",
                "$JS.API.CONSUMER.CREATE.clew_dispatch.>", "$JS.API.CONSUMER.DURABLE.CREATE.clew_dispatch.>",
                "$JS.API.CONSUMER.INFO.clew_dispatch.>", "$JS.API.CONSUMER.MSG.NEXT.clew_dispatch.>",
                "$JS.ACK.clew_dispatch.>"
              ]
              subscribe: ["_INBOX.>"]
            }
          }
        ]
      }
      """;

  /// The files of a directory, which are made where they are missing.
  static NatsFiles in(Path directory) {
    NatsServer.prepare(directory);
    try {
      Properties known = known(directory);
      int port = Integer.parseInt(known.getProperty(PORT, "0"));
      var files =
          new NatsFiles(
              directory,
              isFree(port) ? port : freePort(),
              known.getProperty(SERVER, password()),
              known.getProperty(AGENT, password()));
      files.write();
      return files;
    } catch (IOException | NumberFormatException e) {
      throw new ClewError(ErrorCode.E121, directory + ": " + e.getMessage() + ".", e);
    }
  }

  String url() {
    return "nats://127.0.0.1:" + port;
  }

  static Path configuration(Path directory) {
    return directory.resolve("nats.conf");
  }

  Path log() {
    return directory.resolve("nats.log");
  }

  static Path pid(Path directory) {
    return directory.resolve("nats.pid");
  }

  private static Path secrets(Path directory) {
    return directory.resolve("secrets");
  }

  private static Properties known(Path directory) throws IOException {
    var known = new Properties();
    if (Files.exists(secrets(directory))) {
      known.load(new StringReader(Files.readString(secrets(directory))));
    }
    return known;
  }

  private void write() throws IOException {
    var properties = new Properties();
    properties.setProperty(PORT, Integer.toString(port));
    properties.setProperty(SERVER, serverPassword);
    properties.setProperty(AGENT, agentPassword);
    var text = new StringWriter();
    properties.store(text, null);
    replace(secrets(directory), text.toString());
    replace(
        configuration(directory),
        CONFIGURATION.formatted(
            port,
            pid(directory),
            log(),
            directory.resolve("store"),
            serverPassword,
            agentPassword));
  }

  private static void replace(Path file, String text) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(written);
    try (FileChannel out = PrivateFiles.create(written)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        var _ = out.write(bytes);
      }
    }
    var _ = Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Agents come back to the port that they know, as long as nobody else has it.
  private static boolean isFree(int port) {
    if (port <= 0) {
      return false;
    }
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static String password() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /// Without the passwords.
  @Override
  public String toString() {
    return "NatsFiles[" + directory + "]";
  }
}
