package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of a real `clew serve`, read with `--server` and `CLEW_SERVER`.
class ServerTest {
  @TempDir Path files;
  @TempDir Path daemon;

  private static String url(Serve backend) {
    return "http://127.0.0.1:" + backend.port();
  }

  private static String plain(String output) {
    return output
        .replaceAll("\"file\":\"[^\"]*\",\"sizeBytes\":[0-9]+,\"damagedLines\":0", "ORIGIN")
        .replaceAll("\"server\":\"[^\"]*\"", "ORIGIN")
        .replaceAll("\\S*(/runs/[0-9a-f]{16}\\.jsonl|http://\\S+)", "ORIGIN")
        .replaceAll(" *(\\d+[smh] ago|just now)", " AGO");
  }

  private static String record(Program clew, String script) {
    String step = Program.path() + " step ";
    clew.run("--debug", "run", "--name", "build", "--", "sh", "-c", script.replace("step ", step));
    String listed = clew.run("runs", "-n", "1", "-o", "json").text();
    return listed.replaceFirst(".*?\"id\":\"([0-9a-f]{16})\".*\n", "$1");
  }

  @Test
  void aBackendsRunsLookLikeTheFiles() throws IOException {
    Program clew = new Program(files);
    String ok = record(clew, "step lint -- echo fine; step unit -- true");
    String failed = record(clew, "step lint -- sh -c 'echo é >&2; exit 3'");
    try (Serve backend = Serve.start(new Program(daemon))) {
      for (String run : List.of(ok, failed)) {
        byte[] lines = clew.run("export", run).out();
        Ended sent = clew.run(lines, "import", "--server", url(backend), "-");
        assertThat(sent.err()).contains(" sent to " + url(backend) + "\n");
        assertThat(sent.code()).isZero();
      }

      for (String[] command :
          new String[][] {
            {"inspect", failed},
            {"inspect", failed.substring(0, 8), "-o", "json"},
            {"logs", "--run", ok, "-o", "json"},
            {"logs", "--run", ok},
            {"logs", "--run", ok, "-n", "3"},
            {"logs", "--run", failed, "--level", "error", "--grep", "lint"},
            {"logs", "--run", ok, "-f"},
            {"logs", "--run", ok, "-f", "-n", "2", "-o", "json"},
            {"metrics", "--run", ok},
            {"runs", "-o", "json"},
            {"runs", "--state", "failed", "-o", "json"},
            {"compare", ok, failed},
            {"compare", failed, "--baseline", "-o", "json"},
            {"inspect", "ffff"},
            {"inspect"},
            {"inspect", "@1"},
            {"logs", "--run", "@failed"},
            {"metrics", "--run", "@build"},
            {"compare", "@1"},
            {"inspect", "@nightly"},
            {"runs", "--name", "build", "--service", "clew", "--since", "1d", "-o", "json"},
            {"runs", "--service", "other", "-o", "json"}
          }) {
        Ended remote = new Program(files).with("CLEW_SERVER", url(backend)).run(command);
        Ended local = clew.run(command);
        assertThat(plain(remote.text()))
            .as(String.join(" ", command))
            .isEqualTo(plain(local.text()));
        assertThat(remote.code()).isEqualTo(local.code());
      }
      assertThat(
              new Program(files)
                  .with("CLEW_SERVER", url(backend))
                  .run("runs", "--server=", "-o", "json")
                  .text())
          .contains("\"file\"");
    }
  }

  private static String span(String run) {
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"parallax.run.id\",\"value\":"
        + "{\"stringValue\":\"%s\"}}]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%032x\",\"spanId\":"
            .formatted(run, run.hashCode() & 0xFFFF)
        + "\"00000000000000aa\",\"name\":\"n\",\"startTimeUnixNano\":\"1790000000000000000\","
        + "\"endTimeUnixNano\":\"1790000001000000000\"}]}]}]}\n";
  }

  /// Only prefixes in hex were looked for.
  @Test
  void aPrefixOfAnyIdIsEnough() throws IOException {
    List<String> ids =
        List.of("night%1", "night_2", "tag-é", "tag-\uD83D\uDE80x", "00ff00ff00ff00ff");
    try (Serve backend = Serve.start(new Program(daemon))) {
      Program clew = new Program(files).with("CLEW_SERVER", url(backend));
      String all = String.join("", ids.stream().map(ServerTest::span).toList());
      clew.run(all.getBytes(StandardCharsets.UTF_8), "import", "-");

      for (String prefix : List.of("night%", "night_", "tag-é", "tag-\uD83D\uDE80", "00ff")) {
        String id = ids.stream().filter(each -> each.startsWith(prefix)).findFirst().orElseThrow();
        assertThat(clew.run("inspect", prefix, "-o", "json").text())
            .contains("\"id\":\"" + id + "\"");
      }
      for (String none : List.of("nig", "nigh%", "nigh_t", "night*", "nigh?%1", "00ffg", "tag_")) {
        assertThat(clew.run("inspect", none).err()).as(none).contains("[E020]", none);
      }
      assertThat(clew.run("inspect", "night").err()).contains("[E021]", "night%1", "night_2");
    }
  }

  @Test
  void exportedFromABackendItIsTheSameRun() throws IOException {
    Program clew = new Program(files);
    String run = record(clew, "step lint -- echo fine");
    byte[] before = clew.run("inspect", run, "-o", "json").out();
    try (Serve backend = Serve.start(new Program(daemon))) {
      clew.run(clew.run("export", run).out(), "import", "--server", url(backend), "-");

      Ended split = clew.run("export", run, "--server", url(backend), "--split", "--dir", ".");
      byte[] lines = clew.run("export", run, "--server", url(backend)).out();

      assertThat(split.text().lines()).hasSize(3);
      assertThat(clew.run(lines, "import", "--force", "-").text()).isEqualTo(run + "\n");
      assertThat(plain(clew.run("inspect", run, "-o", "json").text()))
          .isEqualTo(plain(Program.text(before)));
    }
  }

  @Test
  void aRunIsFollowedToItsEnd() throws IOException {
    try (Serve backend = Serve.start(new Program(daemon))) {
      Program clew =
          new Program(files)
              .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + backend.otlp().getFirst())
              .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000")
              .with("CLEW_RUN_ID", "00000000000000f1");
      Process going =
          clew.start("--debug", "run", "--", "sh", "-c", "echo first; read line; echo $line");
      String running = "";
      while (!running.contains("00000000000000f1")) {
        running = clew.run("runs", "--state", "running", "--server", url(backend)).text();
      }

      Process follower =
          clew.start(
              "logs", "--run", "0000", "-f", "--subsystem", "stdout", "--server", url(backend));
      var lines = follower.inputReader(StandardCharsets.UTF_8);
      assertThat(lines.readLine()).endsWith("first");
      try (OutputStream input = going.getOutputStream()) {
        input.write("second\n".getBytes(StandardCharsets.UTF_8));
      }

      assertThat(lines.readLine()).endsWith("second");
      assertThat(lines.readLine()).isNull();
      assertThat(clew.end(follower).code()).isZero();
      assertThat(clew.end(going).code()).isZero();
    }
  }

  @Test
  void aTokenComesFromTheEnvironment() throws IOException {
    try (Serve backend = Serve.start(new Program(daemon), "--token", "s3cret-token-of-the-test")) {
      Program clew = new Program(files);

      Ended without = clew.run("runs", "--server", url(backend));
      Ended wrong = clew.with("CLEW_SERVER_TOKEN", "no").run("runs", "--server", url(backend));
      Ended right =
          clew.with("CLEW_SERVER_TOKEN", "s3cret-token-of-the-test")
              .run("runs", "--server", url(backend));

      assertThat(without.code()).isEqualTo(1);
      assertThat(without.err()).contains("[E062]").contains("CLEW_SERVER_TOKEN is not set.");
      assertThat(wrong.err()).contains("[E062]").contains("CLEW_SERVER_TOKEN is set.");
      assertThat(right.code()).isZero();
    }
  }

  @Test
  void whatIsNoBackendIsSaid() throws IOException {
    Program clew = new Program(files);
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(other));
      Ended answered = clew.run("runs", "--server", "localhost:" + other.getLocalPort());
      assertThat(answered.err())
          .contains("[E061]")
          .contains("answered text/html to GET /api/v1/runs");
    }
    try (ServerSocket free = new ServerSocket(0)) {
      int port = free.getLocalPort();
      free.close();
      Ended refused = clew.run("inspect", "abcd", "--server", "http://127.0.0.1:" + port + "/");
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err())
          .contains("[E060]")
          .contains("127.0.0.1:" + port + " (connection refused).");
    }
    assertThat(clew.run("runs", "--server", "ftp://x").err()).contains("[E061]");
    assertThat(clew.run("runs", "--server", "http://u:p@x").err())
        .contains("[E061]")
        .doesNotContain("u:p");
    Ended exposed =
        clew.with("CLEW_SERVER_TOKEN", "t").run("runs", "--server", "http://nowhere.invalid");
    assertThat(exposed.err()).contains("others can read the token").contains("[E060]");
  }

  private static void answer(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read(new byte[4096]);
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2\r\nconnection: close\r\n\r\nhi"
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void nothingOfTheClientLoadsWithoutAServer() throws IOException {
    Program clew =
        new Program(files)
            .with("CLEW_JAVA_OPTIONS", "-Xlog:class+load:file=" + files + "/classes-%p.log");
    clew.run("runs");
    clew.run("import", "nowhere");
    try (var logs = java.nio.file.Files.list(files)) {
      assertThat(logs.filter(file -> file.getFileName().toString().startsWith("classes-")))
          .allSatisfy(
              log ->
                  // What the AOT cache has linked is there before any command is.
                  assertThat(java.nio.file.Files.readAllLines(log))
                      .noneMatch(line -> line.contains(" dev.clew.runs.remote.ApiClient "))
                      .noneMatch(
                          line -> line.contains("okhttp3.") && !line.contains("shared objects")));
    }
  }
}
