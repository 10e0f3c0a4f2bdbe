package dev.clew.cli.look;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RunArgument;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.redaction.Redaction;
import dev.clew.runs.Run;
import dev.clew.terminal.Durations;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import dev.clew.workflow.definition.WorkflowFile;
import dev.clew.workflow.execution.ExecutionEvent;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionHome;
import dev.clew.workflow.execution.ExecutionState;
import dev.clew.workflow.execution.NodeState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What `clew inspect` shows of an execution by its log, which needs neither the run nor a backend.
/// Values of inputs and outputs are left out.
final class ExecutionView {
  private static final int STATE = 0;
  private static final int NODE = 1;

  @Option(names = "--events", description = "Of an execution: all its transitions.")
  boolean events;

  @Option(names = "--tokens", description = "Of an execution: what its nodes used of models.")
  boolean tokens;

  @Option(names = "--state", description = "Of an execution: what each node has come to.")
  boolean state;

  private final Redaction redaction = new Redaction(List.of());

  /// Prints what is asked for.
  ///
  /// @return false when nothing of an execution's own is asked for
  /// @throws ClewError E001 when it is asked for something else
  boolean print(RunArgument run, CliContext context, GlobalOptions options) {
    if (!events && !state && !tokens) {
      return false;
    }
    ExecutionFiles files = execution(run, context);
    if (tokens) {
      new TokensPrinter(context, options).print(files);
    } else if (events) {
      events(files, context, options);
    } else {
      state(files, context, options);
    }
    return true;
  }

  private static ExecutionFiles execution(RunArgument run, CliContext context) {
    if (run.isExecution()) {
      return run.execution(context);
    }
    Run found = run.find(context).inspect();
    String id =
        found.roots().stream()
            .map(root -> root.attributes().text("clew.execution.id"))
            .filter(each -> !each.isEmpty())
            .findFirst()
            .orElseThrow(
                () ->
                    new ClewError(
                        ErrorCode.E001,
                        "--events, --state and --tokens are for executions of workflows, and run "
                            + found.id()
                            + " is none; `clew workflow list` lists them."));
    return new ExecutionHome(context.home().root()).find(id);
  }

  private void events(ExecutionFiles files, CliContext context, GlobalOptions options) {
    List<ExecutionEvent> all = new ArrayList<>();
    files.read(all::add);
    if (options.json()) {
      JsonOutput.objects(context.out(), all, this::event);
      return;
    }
    Palette palette = options.palette(context);
    Table table = new Table(List.of(false, false, false, false), 3);
    table.add("TIME", "EVENT", "NODE", "");
    all.forEach(
        each ->
            table.add(
                each.time().toString(),
                each.type().label(),
                TerminalText.plain(each.node()),
                detail(each)));
    context
        .lines(table, (row, _, cell) -> row == 0 ? palette.dim(cell) : cell)
        .forEach(context.out()::println);
  }

  private String detail(ExecutionEvent event) {
    List<String> words = new ArrayList<>();
    if (event.attempt() > 0) {
      words.add("attempt " + event.attempt());
    }
    for (String name : List.of("error", "message", "reason", "by", "comment", "delay_ms", "pid")) {
      if (event.fields().has(name)) {
        words.add(name + " " + redaction.text(event.fields().path(name).asText()));
      }
    }
    return TerminalText.plain(String.join(", ", words));
  }

  private void event(JsonGenerator json, ExecutionEvent event) throws IOException {
    json.writeStringField("time", event.time().toString());
    json.writeStringField("event", event.type().label());
    if (!event.node().isEmpty()) {
      json.writeStringField("node", event.node());
    }
    for (Map.Entry<String, JsonNode> field : event.fields().properties()) {
      switch (field.getKey()) {
        // Values of the workflow are for it alone.
        case "inputs", "output" -> {}
        default -> {
          json.writeFieldName(field.getKey());
          json.writeRawValue(
              field.getValue().isTextual()
                  ? new TextNode(redaction.text(field.getValue().textValue())).toString()
                  : field.getValue().toString());
        }
      }
    }
  }

  private void state(ExecutionFiles files, CliContext context, GlobalOptions options) {
    ExecutionState found = files.state();
    String phase = files.phase(found);
    if (options.json()) {
      JsonOutput.object(
          context.out(),
          json -> {
            json.writeStringField("execution", files.id().text());
            json.writeStringField("workflow", found.about().path("workflow").asText());
            json.writeStringField("state", phase);
            json.writeStringField("run", found.about().path("run_id").asText());
            json.writeObjectFieldStart("nodes");
            for (Map.Entry<String, NodeState> node : nodes(files, found).entrySet()) {
              json.writeObjectFieldStart(node.getKey());
              node(json, node.getValue());
              json.writeEndObject();
            }
            json.writeEndObject();
          });
      return;
    }
    Palette palette = options.palette(context);
    context
        .out()
        .println(
            palette.bold(files.id().text())
                + "  "
                + TerminalText.named(found.about().path("workflow").asText())
                + "  "
                + phase);
    Table table = new Table(List.of(false, false, true, true, false), NODE);
    table.add("STATE", "NODE", "ATTEMPT", "DURATION", "REASON");
    nodes(files, found)
        .forEach(
            (id, node) ->
                table.add(
                    node.status().label(),
                    TerminalText.plain(id),
                    node.attempt() == 0 ? "-" : Integer.toString(node.attempt()),
                    isTimed(node) ? Durations.text(node.duration().toNanos()) : "-",
                    TerminalText.plain(why(node))));
    context
        .lines(
            table,
            (row, column, cell) ->
                row == 0 ? palette.dim(cell) : column == STATE ? coloured(cell, palette) : cell)
        .forEach(context.out()::println);
  }

  /// Those that are not reached yet are the last.
  private static Map<String, NodeState> nodes(ExecutionFiles files, ExecutionState found) {
    Map<String, NodeState> nodes = new LinkedHashMap<>(found.nodes());
    WorkflowFile.read(files.workflow())
        .nodes()
        .keySet()
        .forEach(id -> nodes.putIfAbsent(id, NodeState.PENDING));
    return nodes;
  }

  private static boolean isTimed(NodeState node) {
    return node.attempt() > 0 && node.status().isEnded();
  }

  private String why(NodeState node) {
    NodeState.Failure failure = node.failure();
    return failure != null && node.status() == NodeState.Status.FAILED
        ? redaction.text(failure.message())
        : redaction.text(node.reason());
  }

  private void node(JsonGenerator json, NodeState node) throws IOException {
    json.writeStringField("state", node.status().label());
    json.writeNumberField("attempt", node.attempt());
    if (isTimed(node)) {
      json.writeNumberField("duration_ms", node.duration().toMillis());
    }
    if (node.failure() != null && node.status() == NodeState.Status.FAILED) {
      json.writeStringField("error", node.failure().type());
    }
    String why = why(node);
    if (!why.isEmpty()) {
      json.writeStringField("reason", why);
    }
  }

  private static String coloured(String cell, Palette palette) {
    return switch (cell.strip()) {
      case "completed" -> palette.green(cell);
      case "failed" -> palette.red(cell);
      case "cancelled", "waiting" -> palette.yellow(cell);
      case "skipped" -> palette.dim(cell);
      default -> cell;
    };
  }
}
