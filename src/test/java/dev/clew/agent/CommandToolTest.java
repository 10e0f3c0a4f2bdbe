package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.AgentTool.Outcome;
import dev.clew.agent.CommandTool.Runner.Ended;
import dev.clew.error.ClewError;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandToolTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA =
      """
      {"type":"object","properties":{"pattern":{"type":"string"},"files":{"type":"array"},"max":{}}}
      """;

  private static CommandTool tool(Ended ended, String... template) throws IOException {
    var spec = new ToolSpec("grep", "searches", (ObjectNode) JSON.readTree(SCHEMA));
    return new CommandTool(spec, List.of(template), Duration.ofSeconds(1), (_, _, _, _) -> ended);
  }

  @Test
  void argumentsFillTheWords() throws IOException {
    CommandTool tool =
        tool(
            new Ended(0, "found"), "grep", "--max-count={max}", "-e", "{pattern}", "--", "{files}");
    var arguments =
        (ObjectNode)
            JSON.readTree(
                "{\"pattern\":\"$(rm -rf /); a b\",\"files\":[\"x y\",\"-z\"],\"max\":3}");

    assertThat(tool.command(arguments))
        .containsExactly("grep", "--max-count=3", "-e", "$(rm -rf /); a b", "--", "x y", "-z");
    arguments.remove("max");
    arguments.remove("files");
    assertThat(tool.command(arguments)).containsExactly("grep", "-e", "$(rm -rf /); a b", "--");
    assertThat(tool.subject(arguments)).isEqualTo("grep -e $(rm -rf /); a b --");
    assertThat(tool.call(arguments, Context.root(), new Cancellation()))
        .isEqualTo(Outcome.of("found"));
  }

  @Test
  void aFailureIsTold() throws IOException {
    assertThat(
            tool(new Ended(2, "no such file"), "grep")
                .call(JSON.createObjectNode(), Context.root(), new Cancellation()))
        .isEqualTo(Outcome.failed("exit code 2\nno such file"));
  }

  @Test
  void aPlaceholderNeedsAnArgument() {
    assertThatThrownBy(() -> tool(new Ended(0, ""), "grep", "{patern}"))
        .isInstanceOf(ClewError.class)
        .hasMessage("tool grep has no argument for {patern}.");
    assertThatThrownBy(() -> tool(new Ended(0, ""))).hasMessage("tool grep has no command.");
  }
}
