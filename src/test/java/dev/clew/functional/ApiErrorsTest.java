package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever refuses a request of the API's, its answer has the documented shape.
class ApiErrorsTest {
  private static final Pattern HEAD =
      Pattern.compile("HTTP/1\\.[01] (\\d+) .*?\r\n(.*?)\r\n\r\n(.*)", Pattern.DOTALL);

  @TempDir Path home;

  /// @param head the request without Host and Connection
  private record Wrong(int status, String code, String head) {}

  private static Wrong wrong(int status, String head) {
    return new Wrong(status, "E001", head);
  }

  private static List<Wrong> wrongs() {
    String x = "x".repeat(5000);
    String json = "\r\nContent-Type: application/json\r\nContent-Length: ";
    return List.of(
        wrong(400, "GET /api/v1/runs?limit=1&limit=2 HTTP/1.1"),
        wrong(400, "GET /api/v1/runs?q=%zz HTTP/1.1"),
        wrong(400, "GET /api/v1/runs?limit=1.5 HTTP/1.1"),
        wrong(
            400,
            "GET /api/v1/spans/" + "0".repeat(32) + "/" + "0".repeat(16) + "?kind=server HTTP/1.1"),
        wrong(400, "GET /api/v1/spans/a;b/%25 HTTP/1.1"),
        wrong(400, "GET /api/v1/runs HTTP/1.1\r\nTransfer-Encoding: foo"),
        wrong(400, "GET /api/v1/runs HTTP/1.1\r\nHost: other"),
        wrong(400, "POST /api/v1/prune HTTP/1.1" + json + "1\r\n\r\nx"),
        wrong(400, "POST /api/v1/prune HTTP/1.1" + json + "2\r\n\r\n[]"),
        wrong(403, "GET /api/v1/runs HTTP/1.1\r\nOrigin: http://evil"),
        wrong(404, "GET /api/v1/nothing HTTP/1.1"),
        wrong(404, "PATCH /api/v1/nothing HTTP/1.1"),
        wrong(404, "TRACE /api/v1/nothing HTTP/1.1"),
        wrong(404, "FOO /nothing HTTP/1.1"),
        new Wrong(404, "E020", "GET /api/v1/runs/%25 HTTP/1.1"),
        wrong(405, "DELETE /api/v1/runs HTTP/1.1"),
        wrong(405, "POST /metrics HTTP/1.1\r\nContent-Length: 0"),
        wrong(406, "GET /api/v1/runs HTTP/1.1\r\nAccept: text/event-stream"),
        wrong(414, "GET /api/v1/runs?q=" + x + " HTTP/1.1"),
        wrong(415, "POST /api/v1/prune HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 0"),
        wrong(431, "GET /api/v1/runs HTTP/1.1\r\nX-Large: " + x.repeat(4)),
        wrong(400, "NONSENSE"));
  }

  @Test
  void everyErrorHasItsShape() throws Exception {
    try (Serve serve = Serve.start(new Program(home))) {
      for (Wrong wrong : wrongs()) {
        Matcher answer = HEAD.matcher(ask(serve.port(), wrong.head()));
        String what = wrong.head().substring(0, Math.min(80, wrong.head().length()));
        assertThat(answer.matches()).as(what).isTrue();
        assertThat(answer.group(1)).as(what).isEqualTo(Integer.toString(wrong.status()));
        assertThat(answer.group(2).toLowerCase(java.util.Locale.ROOT))
            .as(what)
            .contains("content-type: application/json");
        JsonNode error = new ObjectMapper().readTree(answer.group(3)).path("error");
        assertThat(error.path("code").asText()).as(what).isEqualTo(wrong.code());
        assertThat(error.path("message").asText()).as(what).isNotEmpty();
        assertThat(error.path("advice").asText()).as(what).isNotEmpty();
      }
      assertThat(serve.end()).isZero();
      assertThat(serve.errors()).doesNotContain("could not be answered");
    }
  }

  private static String ask(int port, String head) throws IOException {
    int line = head.indexOf("\r\n");
    String first = line < 0 ? head : head.substring(0, line);
    String rest =
        line < 0
            ? "\r\n\r\n"
            : head.substring(line) + (head.contains("\r\n\r\n") ? "" : "\r\n\r\n");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(60_000);
      String request = first + "\r\nHost: localhost:" + port + "\r\nConnection: close" + rest;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
