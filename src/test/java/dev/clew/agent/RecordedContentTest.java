package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.CommandTool.Runner.Ended;
import dev.clew.config.Egress;
import dev.clew.mcp.McpCalls;
import dev.clew.mcp.McpServer;
import dev.clew.mcp.McpServerSpec;
import dev.clew.mcp.TinyServer;
import dev.clew.model.Cancellation;
import dev.clew.model.ChatRequest.Options;
import dev.clew.model.ModelCalls;
import dev.clew.model.ModelEndpoint;
import dev.clew.model.Prices;
import dev.clew.model.Provider;
import dev.clew.model.ProviderModel;
import dev.clew.model.RetryPolicy;
import dev.clew.model.ScriptedProvider;
import dev.clew.model.ScriptedProvider.Refuse;
import dev.clew.model.ScriptedProvider.Say;
import dev.clew.model.ToolCall;
import dev.clew.model.ToolSpec;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.redaction.Redaction;
import dev.clew.runfile.RunFile;
import dev.clew.telemetry.RunWriter;
import dev.clew.telemetry.SdkRecorder;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the file of a run holds of an agent with every kind of tool, with `--debug`.
class RecordedContentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "sk-proj-4f8a6b2c9d1e7f3a5b8c";
  private static final Duration SOON = Duration.ofSeconds(20);

  /// Each is of another place: system, prompt, answers, arguments and results of each kind of tool,
  /// a refusal.
  private static final String[] CONTENT = {
    "SYSTEMWORD",
    "PROMPTWORD",
    "ANSWERWORD",
    "PATHWORD",
    "FILEWORD",
    "COMMANDWORD",
    "OUTPUTWORD",
    "MCPWORD",
    "LASTWORD",
  };

  @TempDir Path root;

  @Test
  void nothingOfTheContentIsRecorded() throws Exception {
    assertThat(recorded(false))
        .contains(
            "clew.turn", "gen_ai.chat", "clew.tool", "clew.permission_check", "mcp.call tiny/")
        .contains("tiny server, password=[REDACTED]")
        .doesNotContain(CONTENT)
        .doesNotContain(KEY, "REFUSALWORD", "hunter2");
  }

  @Test
  void allOfItIsWhereThatIsWanted() throws Exception {
    assertThat(recorded(true))
        .contains(CONTENT)
        .contains("REFUSALWORD")
        .doesNotContain(KEY, "hunter2");
  }

  private String recorded(boolean capture) throws Exception {
    Path path = root.resolve("8b4766a1c2d3e4f5.jsonl");
    Path workspace = Files.createDirectory(root.resolve("workspace"));
    Files.writeString(workspace.resolve("PATHWORD"), "FILEWORD, password=hunter2hunter2");
    try (RunFile file = RunFile.open(path);
        var server = new ScriptedProvider()) {
      server.then(
          new Say(
              "ANSWERWORD",
              call("1", "read_file", "path", "PATHWORD"),
              call("2", "shell", "command", "COMMANDWORD"),
              call("3", "tiny__echo", "text", "MCPWORD"),
              call("4", "tiny__echo")),
          new Say("LASTWORD"),
          new Refuse(400, Map.of(), "{\"error\":{\"message\":\"REFUSALWORD " + KEY + "\"}}"));
      work(recorder(file), server, workspace, capture);
    }
    return Files.readString(path);
  }

  private static void work(
      SdkRecorder recorder, ScriptedProvider server, Path workspace, boolean capture) {
    var redaction = new Redaction(List.of());
    var cancellation = new Cancellation();
    var models =
        new ModelCalls(recorder, redaction, capture, new Prices(Map.of()), Clock.systemUTC());
    var calls =
        new McpCalls(
            recorder,
            redaction,
            capture,
            "1.0",
            McpCalls.spawning(new Libc(), Inherited.NOTHING),
            Clock.systemUTC());
    var tiny =
        new McpServerSpec.Stdio("tiny", TinyServer.command(), System.getenv(), workspace, SOON);
    try (McpServer mcp = calls.open(tiny, Context.root(), cancellation)) {
      List<AgentTool> tools = new ArrayList<>(FileTools.of(workspace));
      tools.addAll(McpTool.of(calls, mcp, SOON, cancellation));
      ObjectNode schema = JSON.createObjectNode().put("type", "object");
      schema.putObject("properties").putObject("command");
      tools.add(
          new CommandTool(
              new ToolSpec("shell", "runs", schema),
              List.of("sh", "-c", "{command}"),
              SOON,
              (command, _, _, _) -> new Ended(1, "OUTPUTWORD of " + command)));
      var request = request(server, workspace, tools, capture);
      var agent = new Agent(models);
      assertThat(agent.run(request, Context.root(), new AgentListener() {}, cancellation).turns())
          .isEqualTo(2);
      assertThat(
              catchThrowable(
                  () -> agent.run(request, Context.root(), new AgentListener() {}, cancellation)))
          .hasMessageContaining("HTTP 400");
    }
    recorder.close();
  }

  private static AgentRequest request(
      ScriptedProvider server, Path workspace, List<AgentTool> tools, boolean capture) {
    var endpoint = new ModelEndpoint(Provider.OPENAI, server.address(), KEY, Egress.DIRECT);
    return new AgentRequest(
        "session-1",
        "coder",
        new ProviderModel("quick", endpoint, RetryPolicy.DEFAULT, capture, Clock.systemUTC()),
        "SYSTEMWORD",
        "PROMPTWORD",
        tools,
        Permissions.of(List.of("allow *"), Asker.NOBODY, PermissionMemory.NONE),
        AgentLimits.DEFAULT,
        Options.DEFAULT,
        100_000,
        null);
  }

  private static ToolCall call(String id, String tool, String... arguments) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < arguments.length; i += 2) {
      object.put(arguments[i], arguments[i + 1]);
    }
    return new ToolCall(id, tool, object.toString());
  }

  private static SdkRecorder recorder(RunFile file) {
    var writer =
        new RunWriter(
            file,
            null,
            (_, _) -> true,
            Clock.systemUTC(),
            (code, detail) -> {
              throw new AssertionError(code + detail);
            });
    Resource resource = Resource.empty();
    return new SdkRecorder(
        writer, new Redaction(List.of()), resource, resource, null, Sampler.alwaysOn(), null, true);
  }
}
