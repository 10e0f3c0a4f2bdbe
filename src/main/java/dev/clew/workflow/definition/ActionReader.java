package dev.clew.workflow.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.workflow.expression.Expression;
import dev.clew.workflow.expression.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what a node does.
final class ActionReader {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /// The kinds of nodes, each with the keys of its own; the first tells a kind that is not named.
  enum Kind {
    COMMAND("command", "script", "environment", "directory", "input", "output"),
    CONTAINER("image", "command", "environment", "directory", "volumes", "network", "output"),
    HTTP("url", "method", "headers", "body", "accept"),
    EVAL(
        "expression",
        "threshold",
        "criteria",
        "subject",
        "model",
        "provider",
        "base_url_env",
        "api_key_env",
        "temperature",
        "max_tokens"),
    APPROVAL("message"),
    TOOL("tool", "server", "arguments"),
    MODEL(
        "model",
        "provider",
        "system",
        "prompt",
        "output",
        "base_url_env",
        "api_key_env",
        "temperature",
        "max_tokens"),
    AGENT(
        "model",
        "provider",
        "system",
        "prompt",
        "tools",
        "servers",
        "files",
        "directory",
        "permissions",
        "limits",
        "context_window",
        "base_url_env",
        "api_key_env",
        "temperature",
        "max_tokens");

    private final String keys;

    Kind(String... keys) {
      this.keys = String.join(" ", keys);
    }

    /// As files write it.
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<String> keys() {
      return List.of(keys.split(" ", -1));
    }
  }

  private ActionReader() {}

  /// The kind of a node, or null when it cannot be told, which is noted.
  static @Nullable Kind kind(FileTable node, String id) {
    String named = node.text("kind");
    if (named != null) {
      for (Kind each : Kind.values()) {
        if (each.label().equals(named)) {
          return each;
        }
      }
      Set<String> labels = new LinkedHashSet<>();
      Stream.of(Kind.values()).map(Kind::label).forEach(labels::add);
      node.problem(
          node.place("kind", named),
          "there is no kind " + named + FileTable.nearest(named, labels));
      return null;
    }
    if (node.has("image")) {
      return Kind.CONTAINER;
    }
    if (node.has("script")) {
      return Kind.COMMAND;
    }
    if (node.has("criteria")) {
      return Kind.EVAL;
    }
    if (node.has("tools") || node.has("servers") || node.has("files")) {
      return Kind.AGENT;
    }
    for (Kind each : Kind.values()) {
      if (node.has(each.keys().getFirst())) {
        return each;
      }
    }
    node.problem(
        node.place(),
        "node "
            + id
            + " does nothing; give it a command, image, url, expression, message, tool or"
            + " model");
    return null;
  }

  static @Nullable Action read(Kind kind, FileTable node) {
    return switch (kind) {
      case COMMAND -> command(node);
      case CONTAINER -> container(node);
      case HTTP -> http(node);
      case EVAL -> node.has("criteria") ? ModelActionReader.judge(node) : eval(node);
      case APPROVAL -> approval(node);
      case TOOL -> ModelActionReader.tool(node);
      case MODEL -> ModelActionReader.model(node);
      case AGENT -> ModelActionReader.agent(node);
    };
  }

  private static @Nullable Action command(FileTable node) {
    List<Template> words = node.has("script") ? script(node) : node.templates("command");
    if (words.isEmpty()) {
      JsonNode given = node.value("command");
      // Of what is no array the mistake is noted already.
      if (given == null || given.isArray()) {
        node.problem(node.place("command"), "command has to be an array of at least one text");
      }
      return null;
    }
    return new Action.Command(
        words,
        node.templatesByName("environment"),
        node.template("directory"),
        node.template("input"),
        output(node));
  }

  /// A value that is put into a script becomes part of the program: whoever wrote it could run what
  /// they like.
  private static List<Template> script(FileTable node) {
    String script = node.text("script", "");
    if (node.has("command")) {
      node.wrong("script", "and command exclude each other");
    }
    if (script.contains("{{")) {
      node.problem(
          node.place("script", "{{"),
          "a script takes no expressions, whose values would become part of the program: write"
              + " environment = { NAME = \"{{…}}\" } and \"$NAME\" in the script");
      return List.of(Template.parse("true"));
    }
    return List.of(
        Template.parse("/bin/sh"),
        Template.parse("-ec"),
        Template.parse(script),
        Template.parse("sh"));
  }

  private static Output output(FileTable node) {
    return node.choice("output", Output.TEXT, Output.values(), Output::label);
  }

  private static @Nullable Action container(FileTable node) {
    Template image = required(node, "image");
    return image == null
        ? null
        : new Action.Container(
            image,
            node.templates("command"),
            node.templatesByName("environment"),
            node.templates("volumes"),
            node.template("directory"),
            node.text("network"),
            output(node));
  }

  private static @Nullable Action http(FileTable node) {
    Template url = required(node, "url");
    String method = node.text("method", node.has("body") ? "POST" : "GET").toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      node.wrong("method", "has to be one of " + String.join(", ", METHODS));
    }
    Set<Long> accepted = new LinkedHashSet<>();
    var statuses = node.value("accept");
    if (statuses != null) {
      statuses.forEach(each -> accepted.add(each.asLong(-1)));
      if (!statuses.isArray() || accepted.stream().anyMatch(each -> each < 100 || each > 599)) {
        node.wrong("accept", "has to be an array of statuses such as [200, 404]");
      }
    }
    return url == null
        ? null
        : new Action.Http(
            method, url, node.templatesByName("headers"), node.json("body"), accepted);
  }

  private static @Nullable Action eval(FileTable node) {
    if (!node.has("expression")) {
      required(node, "expression");
    }
    Expression expression = node.expression("expression");
    return expression == null ? null : new Action.Eval(expression, node.number("threshold"));
  }

  private static @Nullable Action approval(FileTable node) {
    Template message = required(node, "message");
    return message == null ? null : new Action.Approval(message);
  }

  static @Nullable Template required(FileTable node, String key) {
    if (!node.has(key)) {
      node.problem(node.place(), key + " is missing");
    }
    return node.template(key);
  }
}
