package dev.clew.cli.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.cli.workspace.WorkspaceLabels;
import dev.clew.cli.workspace.Workspaces;
import dev.clew.config.LoggingSettings.Level;
import dev.clew.config.RecordingSettings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Prices;
import dev.clew.permission.RememberedPermissions;
import dev.clew.posix.Libc;
import dev.clew.posix.Terminal;
import dev.clew.run.process.Outcome;
import dev.clew.runfile.RunId;
import dev.clew.workflow.ExecutionContext;
import dev.clew.workflow.WorkflowExecutor;
import dev.clew.workflow.definition.InputValues;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.definition.WorkflowFile;
import dev.clew.workflow.engine.Ending;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionHome;
import dev.clew.workspace.Choice;
import dev.clew.workspace.Workspace;
import io.opentelemetry.api.common.Attributes;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Executes a workflow for a command, and says what came of it.
public final class WorkflowRun {
  /// Of a workflow's file.
  public static final String SUFFIX = ".toml";

  private final RecordingFactory sessions;
  private final CliContext context;

  public WorkflowRun(RecordingFactory sessions) {
    this.sessions = sessions;
    this.context = sessions.context();
  }

  /// Whether the words of `run` name a workflow: the first ends in `.toml` and is no program.
  public static boolean isWorkflow(List<String> words, Path directory) {
    return !words.isEmpty()
        && words.getFirst().endsWith(SUFFIX)
        && !Files.isExecutable(directory.resolve(words.getFirst()));
  }

  /// Executes a workflow's file.
  ///
  /// @param words the file and its inputs
  /// @param given directory in which nodes run, and in which the file is sought; empty for this
  ///   process' own
  /// @param choice the workspace that names it, or null
  public int start(
      List<String> words, String given, @Nullable Duration exportTimeout, @Nullable Choice choice)
      throws InterruptedException {
    Path directory = context.cwd().resolve(given);
    if (!Files.isDirectory(directory)) {
      throw new ClewError(
          ErrorCode.E033,
          directory + (choice == null ? "" : " (workspace " + choice.workspace().name() + ")"));
    }
    Path here = context.cwd().resolve(words.getFirst());
    boolean outside = choice == null && Files.exists(here);
    Workflow workflow = WorkflowFile.read(outside ? here : directory.resolve(words.getFirst()));
    var inputs = new InputValues(workflow, context.env()).of(words.subList(1, words.size()));
    Session session = sessions.open(exportTimeout);
    return ended(
        session,
        executor(session, choice == null ? null : choice.workspace())
            .start(
                workflow,
                inputs,
                directory,
                choice == null ? Attributes.empty() : WorkspaceLabels.of(choice),
                executions(),
                RecordingFactory.random()));
  }

  /// Goes on with an execution.
  public int resume(ExecutionFiles files) throws InterruptedException {
    Session session = sessions.reopen(new RunId(files.run()));
    return ended(session, executor(session, workspace(files)).resume(files));
  }

  /// Executions are kept as long as runs are.
  private ExecutionHome executions() {
    var home = new ExecutionHome(context.home().root());
    RecordingSettings kept = sessions.read().recording();
    try {
      var _ = home.prune(kept.keepRuns(), kept.keepFor(), context.clock().instant());
    } catch (ClewError e) {
      // That old ones stay keeps no new one from being executed.
      sessions.failures().warn(e.code(), e.detail());
    }
    return home;
  }

  /// The workspace that an execution was started from; null for none, or where it has gone.
  private @Nullable Workspace workspace(ExecutionFiles files) {
    String name = files.state().about().path("workspace").asText("");
    return Workspaces.catalog(sessions).all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private WorkflowExecutor executor(Session session, @Nullable Workspace workspace) {
    boolean terminal = Terminal.is(new Libc(), 0) && context.errIsTerminal();
    var display =
        new ExecutionDisplay(
            context,
            sessions.options().errorPalette(context),
            session.settings().logging(),
            session.redaction(),
            new TerminalQuestions(context, new FileInputStream(FileDescriptor.in), terminal));
    return new WorkflowExecutor(
        new ExecutionContext(
            sessions.runner(session),
            sessions.around(session),
            session.telemetry(),
            session.carrier(),
            session.redaction(),
            new Prices(session.settings().models().prices()),
            session.settings().telemetry().captureContent(),
            sessions.machine().clewVersion(),
            workspace == null ? Map.of() : workspace.environment(),
            new RememberedPermissions(
                context.home().permissions(), context.clock(), session.redaction()::text),
            session.settings().prometheusPort(),
            sessions.failures()::warn),
        display);
  }

  private int ended(Session session, WorkflowExecutor.Result result) {
    Outcome outcome = result.run().outcome();
    if (result.ending() instanceof Ending.Completed(JsonNode outputs) && !outputs.isEmpty()) {
      JsonOutput.document(context.out(), json -> json.writeRawValue(outputs.toString()));
    }
    if (!(result.ending() instanceof Ending.Completed)
        && session.settings().logging().level() != Level.ERROR) {
      context.say("what happened: clew inspect " + result.id());
      context.say("go on from here: clew resume " + result.id());
    }
    if (outcome.isInterrupted()) {
      context.err().flush();
      new Libc().raiseByDefault(Outcome.INTERRUPT);
    }
    return outcome.clewExitCode();
  }
}
