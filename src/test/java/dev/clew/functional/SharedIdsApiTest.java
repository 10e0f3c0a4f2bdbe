package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.otlp.receiver.OtlpSender;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spans and metrics that share ids and names, by the API and the command line.
class SharedIdsApiTest {
  @TempDir Path home;

  private static JsonNode span(OtlpSender http, String trace, String query) throws Exception {
    String path = "/api/v1/spans/" + trace + "/" + SharedIds.id(4) + query;
    return new ObjectMapper().readTree(http.send(false, http.request(path)).text()).get("span");
  }

  @Test
  void eachIsFound() throws Exception {
    Program clew = new Program(home);
    try (Serve serve = Serve.start(clew);
        OtlpSender http = new OtlpSender(serve.port())) {
      new SharedIds(System.currentTimeMillis() * 1_000_000).send(serve.otlp().getFirst());

      assertThat(span(http, SharedIds.FIRST, "?kind=3").get("name").asText())
          .isEqualTo("client side");
      assertThat(span(http, SharedIds.FIRST, "?kind=2&service=back").get("name").asText())
          .isEqualTo("server side");
      assertThat(span(http, SharedIds.FIRST, "?service=front").get("name").asText())
          .isEqualTo("client side");
      assertThat(span(http, SharedIds.FIRST, "?kind=3&service=back")).isNull();

      String server = "http://127.0.0.1:" + serve.port();
      assertThat(clew.run("metrics", "--run", SharedIds.RUN, "--server", server).text())
          .contains(
              "queue\t\tservice.name=api\t1\t1090\t1090\t",
              "queue\t\tservice.name=worker\t1\t9\t9\t",
              "latency\ts\tservice.name=api\t1\t0.25\t",
              "latency\tms\tservice.name=worker\t1\t");
      assertThat(clew.run("inspect", SharedIds.RUN, "--server", server).text())
          .contains("good", "bad", "client side", "server side", "query");
    }
  }
}
