package dev.clew.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.telemetry.Measurement;
import dev.clew.telemetry.Measurement.Kind;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsEndpointTest {
  private static final int MORE_THAN_ITS_CONNECTIONS = 100;

  private final AtomicLong cups = new AtomicLong();
  private int port;

  @BeforeEach
  void freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  private MetricsEndpoint open() {
    return MetricsEndpoint.open(
        port,
        () ->
            List.of(
                Measurement.of(
                    "cups_total", Kind.COUNTER, "{cup}", cups.get(), Attributes.empty())),
        _ -> "cups");
  }

  private Socket connected() throws IOException {
    var socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    socket.setSoTimeout(60_000);
    return socket;
  }

  private String answer(String method, String path, String host) throws IOException {
    try (Socket socket = connected()) {
      String request =
          method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void showsThePresentValues() throws IOException {
    try (var _ = open()) {
      assertThat(answer("GET", "/metrics", "localhost:" + port))
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("content-type: text/plain; version=0.0.4; charset=utf-8")
          .endsWith("# TYPE cups_total counter\ncups_total 0.0\n");
      cups.set(7);
      assertThat(answer("GET", "/metrics?x=y", "127.0.0.1")).endsWith("\ncups_total 7.0\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, localhost, 404",
    "GET, /metrics/more, localhost, 404",
    "GET, /metricsandmore, localhost, 404",
    "HEAD, /metrics, LOCALHOST, 200",
    "POST, /metrics, localhost, 405",
    "DELETE, /metrics, localhost, 405",
    "GET, /metrics, evil.example, 421",
    "GET, /metrics, localhost.evil.example, 421",
    "GET, /metrics, '', 421",
  })
  void answersNothingElse(String method, String path, String host, int status) throws IOException {
    try (var _ = open()) {
      String answer = answer(method, path, host);

      assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("cups_total");
      assertThat(status != 405 || answer.contains("GET, HEAD")).isTrue();
    }
  }

  @Test
  void isThereOnLoopbackAloneAndWhileItIsOpen() throws IOException {
    try (var _ = open()) {
      InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> new Socket(other, port).close());
    }

    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connected().close());
  }

  /// Those that it has no room for are closed at once; the others end with it.
  @Test
  void clientsThatSendNothingKeepNobodyOut() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try (var _ = open()) {
      for (int i = 0; i < 8; i++) {
        Socket half = connected();
        half.getOutputStream().write("GET /met".getBytes(UTF_8));
        silent.add(half);
      }
      assertThat(answer("GET", "/metrics", "localhost")).startsWith("HTTP/1.1 200 ");

      for (int i = 0; i < MORE_THAN_ITS_CONNECTIONS; i++) {
        silent.add(connected());
      }
      assertThat(silent.getLast().getInputStream().read()).isEqualTo(-1);
    } finally {
      for (Socket each : silent) {
        each.close();
      }
    }
  }

  @Test
  void aPortThatIsTakenIsNamedWithWhoHasIt() throws IOException {
    try (var _ = open()) {
      assertThatExceptionOfType(ClewError.class)
          .isThrownBy(this::open)
          .satisfies(
              error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.E050);
                assertThat(error.detail())
                    .contains("port " + port, "process " + ProcessHandle.current().pid());
              });
    }
  }
}
