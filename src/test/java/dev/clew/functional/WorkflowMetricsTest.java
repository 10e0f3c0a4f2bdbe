package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.functional.Program.Ended;
import dev.clew.telemetry.prometheus.Promtool;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Metrics of an execution, at `/metrics` while it goes on.
class WorkflowMetricsTest {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /// The two names are fixed; promtool objects to the unit in them.
  private static final String OF_THE_UNIT = "clew_(execution|node)_duration_ms .*unit.*";

  @TempDir Path home;

  private Program clew;
  private int port;

  @BeforeEach
  void workflowThatWaits() throws IOException {
    clew = new Program(home);
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(
        home.resolve("flow.toml"),
        """
        [workflow]
        name = "ci"
        concurrency = 1
        [nodes.first]
        command = ["true"]
        [nodes.long]
        needs = ["first"]
        command = ["sh", "-c", "until test -e go; do sleep 0.05; done"]
        [nodes.second]
        needs = ["first"]
        command = ["true"]
        """);
  }

  private void enabled() throws IOException {
    Files.writeString(home.resolve("clew.toml"), "[telemetry.prometheus]\nport = " + port + "\n");
  }

  private String metrics() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      return answer.body();
    } catch (ConnectException notYet) {
      return "";
    }
  }

  private String metricsWith(String line) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (true) {
      String text = metrics();
      if (text.lines().anyMatch(line::equals)) {
        return text;
      }
      assertThat(System.nanoTime()).as("%s is not in %s", line, text).isLessThan(end);
      Thread.sleep(50);
    }
  }

  @Test
  void areThereWhileItGoesOn() throws Exception {
    enabled();
    Process process = clew.start("run", "flow.toml");

    String text = metricsWith("clew_queue_depth 1.0");

    assertThat(text)
        .contains(
            "# HELP clew_executions_total ",
            "# TYPE clew_executions_total counter\n",
            "clew_executions_total{status=\"completed\",workflow=\"ci\",} 0.0\n",
            "clew_executions_total{status=\"failed\",workflow=\"ci\",} 0.0\n",
            "# TYPE clew_node_duration_ms histogram\n",
            "clew_node_duration_ms_bucket{kind=\"command\",le=\"+Inf\",} 1.0\n",
            "clew_node_duration_ms_count{kind=\"command\",} 1.0\n",
            "# TYPE clew_nodes_running gauge\nclew_nodes_running 1.0\n");
    assertThat(Promtool.lint(text)).allMatch(each -> each.matches(OF_THE_UNIT));
    Files.createFile(home.resolve("go"));
    Ended ended = clew.end(process);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).doesNotContain("warning", "LogManager");
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket("127.0.0.1", port).close());
  }

  @Test
  void aPortThatIsTakenStopsNoExecution() throws IOException {
    enabled();
    Files.createFile(home.resolve("go"));
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      Ended ended = clew.run("run", "flow.toml");

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.err())
          .containsOnlyOnce("warning: [E050]")
          .contains("port " + port + ": process ", "goes on without /metrics", "completed");
    }
  }
}
