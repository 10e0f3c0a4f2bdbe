package dev.clew.cli.workflow;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.terminal.TerminalText;
import dev.clew.workflow.definition.Node;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.definition.WorkflowGraph;
import java.io.IOException;

/// Prints the graph of a workflow.
final class WorkflowGraphPrinter {
  private final RecordingFactory sessions;

  WorkflowGraphPrinter(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  /// With `-o json` an array of nodes, whatever the format.
  void print(Workflow workflow, WorkflowGraphCommand.Format format) {
    var out = sessions.context().out();
    if (sessions.options().json()) {
      JsonOutput.objects(out, workflow.nodes().values(), WorkflowGraphPrinter::json);
      return;
    }
    var graph = new WorkflowGraph(workflow);
    (format == WorkflowGraphCommand.Format.MERMAID ? graph.mermaid() : graph.text())
        .forEach(line -> out.println(TerminalText.plain(line)));
  }

  private static void json(JsonGenerator json, Node node) throws IOException {
    json.writeStringField("id", node.id());
    json.writeStringField("kind", node.action().kind());
    JsonOutput.texts(json, "needs", node.needs());
    json.writeBooleanField("forEach", node.forEach() != null);
    json.writeBooleanField("finally", node.last());
  }
}
