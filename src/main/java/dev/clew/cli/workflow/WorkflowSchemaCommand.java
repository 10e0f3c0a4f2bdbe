package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.workflow.definition.WorkflowSchema;
import picocli.CommandLine.Command;

/// Prints the schema of workflow files.
@Command(
    name = "schema",
    description = {
      "Print the JSON Schema of workflow files.",
      "Editors check a file by it that begins with #:schema ./workflow.schema.json."
    },
    footer = {"  clew workflow schema > workflow.schema.json"})
public final class WorkflowSchemaCommand implements Runnable {
  private final RecordingFactory sessions;

  public WorkflowSchemaCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    sessions.context().out().json().print(WorkflowSchema.text());
    sessions.context().out().json().flush();
  }
}
