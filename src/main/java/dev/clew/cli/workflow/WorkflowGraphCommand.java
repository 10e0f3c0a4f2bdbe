package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.workflow.definition.WorkflowFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Draws a workflow.
@Command(
    name = "graph",
    description = "Print a workflow's graph: which nodes wait for which.",
    footer = {"  clew workflow graph ci.toml", "  clew workflow graph ci.toml --format mermaid"})
public final class WorkflowGraphCommand implements Runnable {
  private final RecordingFactory sessions;

  /// What a graph is printed as.
  enum Format {
    TEXT,
    MERMAID
  }

  @Parameters(paramLabel = "FILE", description = "The workflow.")
  Path file = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or mermaid (default: text).")
  Format format = Format.TEXT;

  public WorkflowGraphCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    Path path = sessions.context().cwd().resolve(file);
    new WorkflowGraphPrinter(sessions).print(WorkflowFile.read(path), format);
  }
}
