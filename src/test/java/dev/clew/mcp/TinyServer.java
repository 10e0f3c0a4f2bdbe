package dev.clew.mcp;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A server of the protocol, as a process of its own or behind HTTP.
public final class TinyServer {
  static final ObjectMapper JSON = new ObjectMapper();

  private TinyServer() {}

  /// How a process of it is started.
  public static List<String> command(String... flags) {
    var command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TinyServer.class.getName()));
    command.addAll(List.of(flags));
    return command;
  }

  /// @param args `die` at once, `mute` says nothing, `noise` beside JSON, `stubborn` does not end,
  ///   `offspring` leaves a process
  public static void main(String... args) throws IOException, InterruptedException {
    List<String> flags = List.of(args);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.err.println("tiny server, password=hunter2hunter2");
    if (flags.contains("die")) {
      System.err.println("no licence");
      Runtime.getRuntime().halt(3);
    }
    if (flags.contains("offspring")) {
      long pid = new ProcessBuilder("sleep", "600").start().pid();
      Files.writeString(Path.of("offspring"), Long.toString(pid));
    }
    if (flags.contains("noise")) {
      out.println("Welcome to the tiny server!\n\n{\"jsonrpc\":");
      out.println("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}");
      out.println("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"sampling/createMessage\"}");
      out.println("{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"ping\"}");
      out.println("{\"jsonrpc\":\"2.0\",\"id\":12345,\"result\":{}}");
    }
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (flags.contains("noise")) {
        Files.writeString(Path.of("heard"), line + "\n", CREATE, APPEND);
      }
      JsonNode answer = flags.contains("mute") ? null : answer(JSON.readTree(line), out);
      if (answer != null) {
        out.println(answer);
      }
    }
    if (flags.contains("stubborn")) {
      sun.misc.Signal.handle(new sun.misc.Signal("TERM"), _ -> {});
      new CountDownLatch(1).await();
    }
  }

  /// The answer to a message, or null for none.
  ///
  /// @param others takes messages that are no answer
  static @Nullable ObjectNode answer(JsonNode message, PrintStream others) {
    if (!message.has("id") || !message.has("method")) {
      return null;
    }
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", message.get("id"));
    JsonNode params = message.path("params");
    switch (message.path("method").asText()) {
      case "initialize" -> {
        ObjectNode result = answer.putObject("result").put("protocolVersion", "2025-06-18");
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo").put("name", "tiny").put("version", "1");
      }
      case "tools/list" -> tools(answer.putObject("result"), params.path("cursor").asText(""));
      case "tools/call" -> {
        return call(answer, params, others);
      }
      default -> error(answer, -32601, "no such method");
    }
    return answer;
  }

  private static void tools(ObjectNode result, String cursor) {
    var tools = result.putArray("tools");
    if (cursor.isEmpty()) {
      ObjectNode echo = tools.addObject().put("name", "echo").put("description", "says it again");
      echo.putObject("inputSchema")
          .put("type", "object")
          .putObject("properties")
          .putObject("text")
          .put("type", "string")
          .put("pattern", "^[a-z ]+$");
      result.put("nextCursor", "more");
    } else {
      ObjectNode odd = tools.addObject().put("name", "odd");
      odd.putObject("inputSchema")
          .put("type", "object")
          .putObject("properties")
          .putObject("value")
          .put("type", "a type that nobody knows");
    }
  }

  private static @Nullable ObjectNode call(ObjectNode answer, JsonNode params, PrintStream others) {
    ObjectNode result = JSON.createObjectNode();
    var content = result.putArray("content");
    switch (params.path("name").asText()) {
      case "echo" ->
          content
              .addObject()
              .put("type", "text")
              .put("text", params.at("/arguments/text").asText());
      case "meta" ->
          content.addObject().put("type", "text").put("text", params.path("_meta").toString());
      case "image" -> {
        content.addObject().put("type", "text").put("text", "look");
        content.addObject().put("type", "image").put("mimeType", "image/png").put("data", "AA==");
      }
      case "structured" -> result.putObject("structuredContent").put("items", 3);
      case "fail" -> {
        content.addObject().put("type", "text").put("text", "the disk is full");
        result.put("isError", true);
      }
      case "refuse" -> {
        return error(answer, -32602, "wrong: " + params.path("arguments"));
      }
      case "silence" -> {
        others.println("{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"ping\"}");
        return null;
      }
      case "crash" -> Runtime.getRuntime().halt(4);
      default -> content.addObject().put("type", "text").put("text", "nothing");
    }
    answer.set("result", result);
    return answer;
  }

  private static ObjectNode error(ObjectNode answer, int code, String message) {
    answer.putObject("error").put("code", code).put("message", message);
    return answer;
  }
}
