package dev.clew.functional;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP proxy on loopback that reaches one backend, whatever host it is asked for.
final class ForwardProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int backend;
  private final String authorization;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /// @param authorization the value of `Proxy-Authorization` that it demands, or empty
  ForwardProxy(OtlpReceiver backend, String authorization) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.backend = URI.create(backend.endpoint()).getPort();
    this.authorization = authorization;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /// `host:port`.
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /// The first two words of every connection's first request that was let through.
  List<String> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (!authorization.isEmpty()
          && !head.toLowerCase(Locale.ROOT)
              .contains(("proxy-authorization: " + authorization).toLowerCase(Locale.ROOT))) {
        client
            .getOutputStream()
            .write(
                ("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        return;
      }
      String[] words = head.split(" ", 3);
      requests.add(words[0] + " " + words[1]);
      try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), backend)) {
        if (words[0].equals("CONNECT")) {
          client
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        } else {
          peer.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        }
        Thread back = Thread.ofPlatform().daemon().start(() -> copy(peer, client));
        client.getInputStream().transferTo(peer.getOutputStream());
        peer.shutdownOutput();
        back.join();
      }
    } catch (IOException | InterruptedException gone) {
      // One of the two has gone.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // One of the two has gone.
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int last = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      last = (last << 8) | b;
      if (last == 0x0D0A0D0A) {
        break;
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
