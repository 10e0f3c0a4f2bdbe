package dev.clew.otlp.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;
import javax.net.SocketFactory;

/// Makes sockets that count what they receive, without Nagle's algorithm: a small request would
/// otherwise wait for the peer's delayed acknowledgement.
final class TargetSockets extends SocketFactory {
  private final LongAdder heard;

  /// @param heard counts bytes
  TargetSockets(LongAdder heard) {
    this.heard = heard;
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new HeardSocket(heard);
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), local, localPort);
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    socket.connect(to);
    return socket;
  }

  private Socket connected(InetSocketAddress to, InetAddress local, int localPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(local, localPort));
    socket.connect(to);
    return socket;
  }

  private static final class HeardSocket extends Socket {
    private final LongAdder heard;

    HeardSocket(LongAdder heard) {
      this.heard = heard;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          int one = super.read();
          heard.add(one < 0 ? 0 : 1);
          return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int read = super.read(bytes, offset, length);
          heard.add(Math.max(0, read));
          return read;
        }
      };
    }
  }
}
