package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that read an answer while they are still sending a body that nobody wants.
class RefusedBodyTest {
  private static final int PATIENCE_MILLIS = 120_000;
  private static final String LONG = "Content-Length: 200000000\r\n\r\n";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;

  @TempDir Path home;

  @Test
  void theAnswerIsReadBeforeTheConnectionIsClosed() throws IOException {
    try (Serve serve = Serve.start(new Program(home))) {
      int otlp = serve.otlp().getFirst();
      String json =
          "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

      assertAnswered("413", otlp, json + LONG, false);
      assertAnswered("404", otlp, json.replace("logs", "nope") + LONG, false);
      assertAnswered("400", otlp, json + "Host: other\r\n" + LONG, true);
      assertAnswered("431", otlp, json + "X: " + "x".repeat(20_000) + "\r\n" + LONG, true);
      assertAnswered("400", otlp, "no request\r\n", true);
      assertAnswered("413", serve.port(), json.replace("v1/logs", "api/v1/prune") + LONG, false);
      assertAnswered("400", serve.port(), json + "Host: other\r\n" + LONG, true);
    }
  }

  /// @param closes whether the server says that nothing else follows
  private static void assertAnswered(String status, int port, String head, boolean closes)
      throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] part = new byte[16 << 10];
      socket.getOutputStream().write(part);
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .as(head)
          .endsWith(status);
      for (int i = 0; i < 64; i++) {
        socket.getOutputStream().write(part);
      }
      if (closes) {
        InputStream rest = socket.getInputStream();
        assertThat(rest.readAllBytes()).isNotEmpty();
      }
    }
  }

  @Test
  void aStreamIsNotResetWhileItsClientSends() throws IOException {
    try (Serve serve = Serve.start(new Program(home))) {
      for (String path :
          List.of(
              "/v1/logs",
              "/v1/nope",
              "/opentelemetry.proto.collector.logs.v1.LogsService/Unknown")) {
        try (Socket socket = new Socket("127.0.0.1", serve.otlp().getFirst())) {
          socket.setSoTimeout(PATIENCE_MILLIS);
          var out = new DataOutputStream(socket.getOutputStream());
          var in = new DataInputStream(socket.getInputStream());
          out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          frame(out, SETTINGS, 0, 0, new byte[0]);
          frame(out, HEADERS, 4, 1, headers(path));
          frame(out, DATA, 0, 1, new byte[16 << 10]);

          List<Frame> answer = until(in, frame -> frame.stream() == 1 && (frame.flags() & 1) != 0);
          frame(out, DATA, 0, 1, new byte[16 << 10]);
          frame(out, PING, 0, 0, new byte[8]);
          List<Frame> after = until(in, frame -> frame.type() == PING);

          assertThat(answer).as(path).anyMatch(frame -> frame.type() == HEADERS);
          assertThat(answer).as(path).noneMatch(frame -> frame.type() == RESET);
          assertThat(after).as(path).noneMatch(frame -> frame.type() == RESET);
          List<Frame> end = until(in, frame -> frame.type() == RESET);
          assertThat(end.getLast().payload()).as(path).isEqualTo(new byte[4]);
          frame(out, PING, 0, 0, new byte[8]);
          assertThat(until(in, frame -> frame.type() == PING))
              .as(path)
              .noneMatch(frame -> frame.type() == WINDOW_UPDATE && frame.stream() == 1);
        }
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Frame(int type, int flags, int stream, byte[] payload) {}

  /// Ends a reading.
  @FunctionalInterface
  private interface Last {
    boolean is(Frame frame);
  }

  private static List<Frame> until(DataInputStream in, Last last) throws IOException {
    List<Frame> frames = new ArrayList<>();
    while (frames.isEmpty() || !last.is(frames.getLast())) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      frames.add(new Frame(type, flags, stream, in.readNBytes(length)));
    }
    return frames;
  }

  private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.writeByte(payload.length >> 16);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
    out.flush();
  }

  private static byte[] headers(String path) {
    var block = new ByteArrayOutputStream();
    boolean grpc = path.startsWith("/opentelemetry");
    for (String[] each :
        new String[][] {
          {":method", "POST"},
          {":scheme", "http"},
          {":path", path},
          {":authority", "localhost"},
          {"content-type", grpc ? "application/grpc" : "application/json"},
          {"content-length", "200000000"},
        }) {
      // Literals without an index, as HPACK has them.
      block.write(0);
      for (String text : each) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return block.toByteArray();
  }
}
