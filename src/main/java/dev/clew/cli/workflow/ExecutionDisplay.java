package dev.clew.cli.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.Asker;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.PrefixedLines;
import dev.clew.config.LoggingSettings;
import dev.clew.config.LoggingSettings.Format;
import dev.clew.config.LoggingSettings.Level;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.log.LogLine;
import dev.clew.terminal.Durations;
import dev.clew.terminal.Palette;
import dev.clew.terminal.TerminalText;
import dev.clew.workflow.WorkflowExecutor;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.engine.Questions;
import dev.clew.workflow.engine.WorkflowEngine;
import dev.clew.workflow.execution.ExecutionEvent;
import dev.clew.workflow.execution.ExecutionId;
import dev.clew.workflow.execution.TransitionType;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Shows an execution on standard error: a line a transition, and the lines of its nodes. With
/// `logging.format = "json"` each transition is a line of JSON instead.
final class ExecutionDisplay implements WorkflowExecutor.Display {
  private final CliContext context;
  private final Palette palette;
  private final LoggingSettings logging;
  private final Redaction redaction;
  private final Map<String, Instant> started = new ConcurrentHashMap<>();
  private final TerminalQuestions questions;
  private @Nullable Workflow workflow;
  private @Nullable ExecutionId id;

  ExecutionDisplay(
      CliContext context,
      Palette palette,
      LoggingSettings logging,
      Redaction redaction,
      TerminalQuestions questions) {
    this.context = context;
    this.palette = palette;
    this.logging = logging;
    this.redaction = redaction;
    this.questions = questions;
  }

  @Override
  public void opens(
      Workflow opened, ExecutionId execution, WorkflowEngine engine, boolean resumed) {
    workflow = opened;
    id = execution;
    questions.answer(engine, execution);
    if (isText() && logging.level() != Level.ERROR) {
      context.say((resumed ? "resuming " : "") + execution + ", workflow " + opened.name());
    }
  }

  @Override
  public Questions questions() {
    return questions;
  }

  @Override
  public Asker permissions() {
    return questions;
  }

  private boolean isText() {
    return logging.format() == Format.TEXT;
  }

  @Override
  public void accept(ExecutionEvent event) {
    if (!isText()) {
      print(line(event).in(Format.JSON) + "\n");
    } else if (logging.level() != Level.ERROR) {
      String shown = shown(event);
      if (!shown.isEmpty()) {
        print(shown + "\n");
      }
    }
  }

  private synchronized void print(String text) {
    context.err().print(text);
    context.err().flush();
  }

  /// [W7]: a transition with the fields that dashboards select by.
  private LogLine line(ExecutionEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", event.type().label());
    fields.put("execution_id", String.valueOf(id));
    Workflow known = workflow;
    fields.put("workflow_id", known == null ? "" : known.name());
    if (!event.node().isEmpty()) {
      fields.put("node_id", event.node());
      Node node = node(event.node());
      fields.put("node_kind", node == null ? "" : node.action().kind());
    }
    ObjectNode more = event.fields();
    if (event.attempt() > 0) {
      fields.put("attempt", event.attempt());
    }
    if (more.has("error")) {
      fields.put("error", more.path("error").asText());
    }
    Duration took = took(event);
    if (took != null) {
      fields.put("duration_ms", took.toMillis());
    }
    for (String name : new String[] {"model", "input_tokens", "output_tokens"}) {
      if (more.has(name)) {
        fields.put(
            name, more.get(name).isNumber() ? more.get(name).asLong() : more.get(name).asText());
      }
    }
    return new LogLine(
        event.time().truncatedTo(ChronoUnit.MILLIS),
        event.type() == TransitionType.NODE_FAILED || event.type() == TransitionType.WORKFLOW_FAILED
            ? Level.ERROR
            : Level.INFO,
        "workflow",
        redaction.text(sentence(event)),
        fields);
  }

  private @Nullable Node node(String task) {
    Workflow known = workflow;
    int bracket = task.indexOf('[');
    return known == null
        ? null
        : known.nodes().get(bracket < 0 ? task : task.substring(0, bracket));
  }

  private @Nullable Duration took(ExecutionEvent event) {
    return switch (event.type()) {
      case NODE_STARTED, WORKFLOW_STARTED, WORKFLOW_RESUMED -> {
        started.put(event.node(), event.time());
        yield null;
      }
      case NODE_COMPLETED,
          NODE_FAILED,
          NODE_CANCELLED,
          WORKFLOW_COMPLETED,
          WORKFLOW_FAILED,
          WORKFLOW_CANCELLED -> {
        Instant start = started.remove(event.node());
        yield start == null ? null : Duration.between(start, event.time());
      }
      default -> null;
    };
  }

  private static String sentence(ExecutionEvent event) {
    String what = event.type().label().replace('_', ' ');
    String why = event.fields().path("message").asText(event.fields().path("reason").asText(""));
    return event.node().isEmpty()
        ? what + (why.isEmpty() ? "" : ": " + why)
        : event.node() + " " + what + (why.isEmpty() ? "" : ": " + why);
  }

  private String shown(ExecutionEvent event) {
    Duration took = took(event);
    String time = took == null ? "" : " " + palette.dim(Durations.text(took.toNanos()));
    String node = TerminalText.plain(event.node());
    String why =
        TerminalText.plain(
            redaction.text(
                event.fields().path("message").asText(event.fields().path("reason").asText(""))));
    return switch (event.type()) {
      case NODE_STARTED -> palette.dim("▶") + " " + node + attempt(event);
      case NODE_COMPLETED -> palette.green("✓") + " " + node + time;
      case NODE_FAILED -> palette.red("✗") + " " + node + time + "  " + palette.red(why);
      case NODE_SKIPPED -> palette.dim("– " + node + "  skipped: " + why);
      case NODE_CANCELLED -> palette.yellow("■") + " " + node + time + "  cancelled";
      case RETRY_SCHEDULED ->
          palette.yellow("↻")
              + " "
              + node
              + "  again in "
              + Durations.text(event.fields().path("delay_ms").asLong() * 1_000_000);
      case APPROVAL_REQUESTED -> palette.yellow("?") + " " + node + "  " + why;
      case APPROVAL_RECEIVED ->
          palette.dim("· ")
              + node
              + (event.fields().path("approved").asBoolean() ? "  approved" : "  denied")
              + " by "
              + TerminalText.plain(event.fields().path("by").asText());
      case CANCEL_REQUESTED -> palette.yellow("■") + " cancelling: " + why;
      case WORKFLOW_COMPLETED -> palette.green("✓") + " completed" + time;
      case WORKFLOW_FAILED -> palette.red("✗") + " " + why + time;
      case WORKFLOW_CANCELLED -> palette.yellow("■") + " cancelled: " + why + time;
      case WORKFLOW_STARTED, WORKFLOW_RESUMED, NODE_EXPANDED, NODE_SCHEDULED, NODE_CHECKPOINT -> "";
    };
  }

  private static String attempt(ExecutionEvent event) {
    return event.attempt() > 1 ? " (attempt " + event.attempt() + ")" : "";
  }

  @Override
  public OutputStream open(String task, boolean error) {
    if (!isText() || logging.level() == Level.ERROR) {
      return OutputStream.nullOutputStream();
    }
    String prefix = palette.dim(TerminalText.plain(task) + " │") + " ";
    return new PrefixedLines(line -> print(prefix + line + "\n"));
  }
}
