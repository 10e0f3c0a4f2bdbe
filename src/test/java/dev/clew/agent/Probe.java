package dev.clew.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import io.opentelemetry.context.Context;
import java.util.List;

/// A tool that does what a test says.
record Probe(String name, Work work) implements AgentTool {
  interface Work {
    String on(ObjectNode arguments) throws Exception;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        name, "a probe", JsonNodeFactory.instance.objectNode().put("type", "object"));
  }

  @Override
  public String pluginType() {
    return "command";
  }

  @Override
  public String subject(ObjectNode arguments) {
    return arguments.toString();
  }

  @Override
  public List<String> origin() {
    return List.of("probe");
  }

  @Override
  public Outcome call(ObjectNode arguments, Context context, Cancellation cancellation) {
    try {
      return Outcome.of(work.on(arguments));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
