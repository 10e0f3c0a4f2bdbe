package dev.clew.workflow.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.workflow.expression.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what nodes do with models, MCP servers and agents.
final class ModelActionReader {
  private static final Set<String> PROVIDERS = new LinkedHashSet<>(List.of("openai", "anthropic"));
  private static final Set<String> LIMITS =
      new LinkedHashSet<>(List.of("turns", "tokens", "cost_usd", "time"));
  private static final Set<String> TOOL =
      new LinkedHashSet<>(List.of("command", "description", "arguments"));
  private static final int MOST = Integer.MAX_VALUE;
  private static final int WINDOW = 128_000;

  private ModelActionReader() {}

  private static @Nullable ModelChoice choice(FileTable node) {
    Template name = ActionReader.required(node, "model");
    String provider = node.text("provider", "openai");
    if (!PROVIDERS.contains(provider)) {
      node.problem(
          node.place("provider", provider),
          "there is no provider " + provider + FileTable.nearest(provider, PROVIDERS));
    }
    int most = node.count("max_tokens", 0, MOST);
    return name == null
        ? null
        : new ModelChoice(
            provider,
            name,
            node.text("base_url_env"),
            node.text("api_key_env"),
            node.number("temperature"),
            most == 0 ? null : most);
  }

  static @Nullable Action model(FileTable node) {
    ModelChoice model = choice(node);
    Template prompt = ActionReader.required(node, "prompt");
    Output output = node.choice("output", Output.TEXT, Output.values(), Output::label);
    if (output == Output.LINES) {
      node.wrong("output", "of a model is text or json");
    }
    return model == null || prompt == null
        ? null
        : new Action.Model(model, node.template("system"), prompt, output == Output.JSON);
  }

  static @Nullable Action judge(FileTable node) {
    ModelChoice model = choice(node);
    Template criteria = ActionReader.required(node, "criteria");
    Template subject = ActionReader.required(node, "subject");
    Double threshold = node.number("threshold");
    if (node.has("expression")) {
      node.wrong("expression", "and criteria exclude each other");
    }
    if (threshold != null && (threshold < 0 || threshold > 1)) {
      node.wrong("threshold", "of a judge is from 0 to 1");
    }
    return model == null || criteria == null || subject == null
        ? null
        : new Action.Judge(model, criteria, subject, threshold);
  }

  static @Nullable Action tool(FileTable node) {
    String server = node.text("server");
    String tool = node.text("tool");
    if (server == null) {
      node.problem(node.place(), "server is missing");
    }
    JsonTemplate arguments = node.json("arguments");
    if (arguments != null && !(arguments instanceof JsonTemplate.Fields)) {
      node.wrong("arguments", "has to be a table");
    }
    return server == null || tool == null
        ? null
        : new Action.Tool(
            server, tool, arguments == null ? new JsonTemplate.Fields(Map.of()) : arguments);
  }

  static @Nullable Action agent(FileTable node) {
    ModelChoice model = choice(node);
    Template prompt = ActionReader.required(node, "prompt");
    FileTable limits = node.table("limits");
    limits.admit(LIMITS);
    Duration time = limits.duration("time");
    var bounds =
        new AgentBounds(
            limits.count("turns", 50, MOST),
            limits.count("tokens", 2_000_000, MOST),
            limits.number("cost_usd"),
            time == null ? Duration.ofHours(1) : time);
    return model == null || prompt == null
        ? null
        : new Action.Agent(
            model,
            node.template("system"),
            prompt,
            tools(node.table("tools")),
            node.texts("servers"),
            node.flag("files"),
            node.template("directory"),
            node.texts("permissions"),
            bounds,
            node.count("context_window", WINDOW, MOST));
  }

  private static List<ToolCommand> tools(FileTable all) {
    List<ToolCommand> tools = new ArrayList<>();
    for (String name : all.keys()) {
      FileTable tool = all.table(name);
      tool.admit(TOOL);
      List<String> command = tool.texts("command");
      if (command.isEmpty()) {
        tool.wrong("command", "has to be an array of at least one text");
      }
      tools.add(new ToolCommand(name, tool.text("description", ""), schema(tool), command));
    }
    return tools;
  }

  /// Arguments are described by their names alone, or by JSON Schema.
  private static ObjectNode schema(FileTable tool) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    var required = schema.putArray("required");
    JsonNode arguments = tool.value("arguments");
    if (arguments != null) {
      for (Map.Entry<String, JsonNode> each : arguments.properties()) {
        JsonNode described = each.getValue();
        properties.set(
            each.getKey(),
            described.isTextual()
                ? JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "string")
                    .put("description", described.textValue())
                : described);
        required.add(each.getKey());
      }
    }
    return schema;
  }

  /// The MCP servers of a workflow.
  static Map<String, Server> servers(FileTable all) {
    Map<String, Server> servers = new LinkedHashMap<>();
    for (String name : all.keys()) {
      FileTable server = all.table(name);
      server.admit(new LinkedHashSet<>(List.of("command", "environment", "url", "headers")));
      if (server.has("command") == server.has("url")) {
        server.problem(server.place(), "server " + name + " needs either a command or a url");
      }
      servers.put(
          name,
          new Server(
              name,
              server.templates("command"),
              server.templatesByName("environment"),
              server.template("url"),
              server.templatesByName("headers")));
    }
    return servers;
  }
}
