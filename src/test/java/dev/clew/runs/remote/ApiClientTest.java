package dev.clew.runs.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.clew.config.Egress;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {
  @ParameterizedTest
  @ValueSource(strings = {"hello", "{\"runs\": [", "{\"runs\" 1}"})
  void anAnswerThatIsNoJsonIsToldInPlainWords(String body) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    ApiClient client =
        new ApiClient(ServerAddress.of(base, "", Optional.empty(), _ -> Egress.DIRECT));
    try {
      assertThatThrownBy(() -> client.get("runs"))
          .isInstanceOfSatisfying(
              ClewError.class,
              error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.E063);
                assertThat(error).hasMessageContaining("(its answer is no valid JSON).");
              });
    } finally {
      client.close();
      server.stop(0);
    }
  }
}
