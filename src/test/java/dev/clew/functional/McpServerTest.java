package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.mcp.McpCalls;
import dev.clew.mcp.McpResult;
import dev.clew.mcp.McpServer;
import dev.clew.mcp.McpServerSpec;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.RecordedSpans;
import io.opentelemetry.context.Context;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The client of the Model Context Protocol with an official server of it, which Node runs.
class McpServerTest {
  private static final Path SOURCE = Path.of("src/test/sdk/mcp");
  private static final Path BUILT = Path.of("target/mcp-server").toAbsolutePath();
  private static final Duration SOON = Duration.ofSeconds(30);

  private final RecordedSpans spans = new RecordedSpans();
  private final Cancellation cancellation = new Cancellation();
  private final McpCalls calls =
      new McpCalls(
          spans,
          new Redaction(List.of()),
          false,
          "1.0",
          McpCalls.spawning(new Libc(), Inherited.NOTHING),
          Clock.systemUTC());

  /// Installs it where it is not; without a Node the test is skipped, but in CI.
  @BeforeAll
  static void install() throws IOException, InterruptedException {
    boolean there = runs("node", "--version") && runs("npm", "--version");
    assumeTrue(there || "true".equals(System.getenv("CI")), "node or npm is not here");
    Files.createDirectories(BUILT);
    for (String each : new String[] {"package.json", "package-lock.json"}) {
      Files.copy(SOURCE.resolve(each), BUILT.resolve(each), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(BUILT.resolve("installed"))) {
      assertThat(runs("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")).isTrue();
      Files.createFile(BUILT.resolve("installed"));
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Files.createDirectories(BUILT);
      return new ProcessBuilder(command)
              .directory(BUILT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"))
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void listsAndCallsItsToolsAndEndsIt() throws Exception {
    var spec =
        new McpServerSpec.Stdio(
            "everything",
            List.of("node_modules/.bin/mcp-server-everything", "stdio"),
            System.getenv(),
            BUILT,
            SOON);
    List<Long> processes;
    try (McpServer server = calls.open(spec, Context.root(), cancellation)) {
      processes =
          ProcessHandle.current()
              .children()
              .filter(each -> each.info().commandLine().orElse("").contains("server-everything"))
              .map(ProcessHandle::pid)
              .toList();
      List<ToolSpec> tools = server.tools(SOON, cancellation);
      assertThat(tools).extracting(ToolSpec::name).contains("echo", "get-sum");
      assertThat(tools)
          .allSatisfy(each -> assertThat(each.schema().path("type").asText()).isEqualTo("object"));

      var arguments = JsonNodeFactory.instance.objectNode().put("message", "hello there");
      McpResult echo = calls.call(server, "echo", arguments, SOON, Context.root(), cancellation);
      McpResult sum =
          calls.call(
              server,
              "get-sum",
              JsonNodeFactory.instance.objectNode().put("a", 2).put("b", 40),
              SOON,
              Context.root(),
              cancellation);

      assertThat(echo.text()).contains("hello there");
      assertThat(sum.text()).contains("42");
    }
    assertThat(processes).isNotEmpty();
    assertThat(processes.stream().filter(each -> ProcessHandle.of(each).isPresent())).isEmpty();
    assertThat(spans.all())
        .extracting(each -> each.getName())
        .containsExactly("mcp.call everything/echo", "mcp.call everything/get-sum");
    assertThat(spans.all().toString()).doesNotContain("hello there");
  }
}
