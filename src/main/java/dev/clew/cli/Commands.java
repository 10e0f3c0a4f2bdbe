package dev.clew.cli;

import dev.clew.cli.config.ConfigCheckCommand;
import dev.clew.cli.config.ConfigCommand;
import dev.clew.cli.config.ConfigInitCommand;
import dev.clew.cli.config.ConfigPathCommand;
import dev.clew.cli.config.ConfigShowCommand;
import dev.clew.cli.config.ConfigTrustCommand;
import dev.clew.cli.config.DoctorCommand;
import dev.clew.cli.fleet.AgentCommand;
import dev.clew.cli.fleet.ApplyCommand;
import dev.clew.cli.fleet.AuditCommand;
import dev.clew.cli.fleet.DeleteCommand;
import dev.clew.cli.fleet.JobCancelCommand;
import dev.clew.cli.fleet.JobCommand;
import dev.clew.cli.fleet.JobListCommand;
import dev.clew.cli.fleet.JobLogsCommand;
import dev.clew.cli.fleet.JobStatusCommand;
import dev.clew.cli.fleet.JobSubmitCommand;
import dev.clew.cli.fleet.NodeCommand;
import dev.clew.cli.fleet.NodeDrainCommand;
import dev.clew.cli.fleet.NodeHostnameCommand;
import dev.clew.cli.fleet.NodeListCommand;
import dev.clew.cli.fleet.NodeRemoveCommand;
import dev.clew.cli.fleet.NodeShowCommand;
import dev.clew.cli.fleet.RollbackCommand;
import dev.clew.cli.fleet.ServiceLogs;
import dev.clew.cli.fleet.StatusCommand;
import dev.clew.cli.fleet.TokenCommand;
import dev.clew.cli.fleet.TokenIssueCommand;
import dev.clew.cli.fleet.TokenListCommand;
import dev.clew.cli.fleet.TokenRevokeCommand;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.ProcessInfo;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.help.CompletionCommand;
import dev.clew.cli.help.ExplainCommand;
import dev.clew.cli.help.VersionCommand;
import dev.clew.cli.look.CompareCommand;
import dev.clew.cli.look.ConsoleCommand;
import dev.clew.cli.look.InspectCommand;
import dev.clew.cli.look.LogsCommand;
import dev.clew.cli.look.MetricsCommand;
import dev.clew.cli.look.RunsCommand;
import dev.clew.cli.model.ModelsCommand;
import dev.clew.cli.model.ModelsPricesCommand;
import dev.clew.cli.move.ExportCommand;
import dev.clew.cli.move.ImportCommand;
import dev.clew.cli.move.PruneCommand;
import dev.clew.cli.move.ReplayCommand;
import dev.clew.cli.record.EventCommand;
import dev.clew.cli.record.LogCommand;
import dev.clew.cli.record.MetricCommand;
import dev.clew.cli.record.RunCommand;
import dev.clew.cli.record.StepCommand;
import dev.clew.cli.serve.OpenCommand;
import dev.clew.cli.serve.ServeCommand;
import dev.clew.cli.workflow.ApproveCommand;
import dev.clew.cli.workflow.CancelCommand;
import dev.clew.cli.workflow.PermissionsCommand;
import dev.clew.cli.workflow.PermissionsListCommand;
import dev.clew.cli.workflow.PermissionsRevokeCommand;
import dev.clew.cli.workflow.ResumeCommand;
import dev.clew.cli.workflow.WorkflowCheckCommand;
import dev.clew.cli.workflow.WorkflowCommand;
import dev.clew.cli.workflow.WorkflowGraphCommand;
import dev.clew.cli.workflow.WorkflowListCommand;
import dev.clew.cli.workflow.WorkflowSchemaCommand;
import dev.clew.cli.workspace.WorkspaceCommand;
import dev.clew.cli.workspace.WorkspaceCreateCommand;
import dev.clew.cli.workspace.WorkspaceDeleteCommand;
import dev.clew.cli.workspace.WorkspaceEditCommand;
import dev.clew.cli.workspace.WorkspaceListCommand;
import dev.clew.cli.workspace.WorkspaceShowCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The commands by name, in the order of the help. Most invocations want one; building them all
/// takes longer than the rest of a short command.
final class Commands {
  /// What a user may want, and the commands that do it.
  record Group(String wish, List<String> commands) {}

  static final List<Group> GROUPS =
      List.of(
          new Group("Record", List.of("run", "step", "event", "log", "metric", "workspace")),
          new Group("Execute", List.of("workflow", "resume", "cancel", "approve", "permissions")),
          new Group(
              "Look", List.of("runs", "inspect", "logs", "metrics", "compare", "console", "open")),
          new Group("Move", List.of("export", "import", "replay", "prune")),
          new Group("Serve", List.of("serve")),
          new Group(
              "Fleet",
              List.of(
                  "agent",
                  "job",
                  "apply",
                  "status",
                  "rollback",
                  "delete",
                  "node",
                  "token",
                  "audit")),
          new Group(
              "Help", List.of("doctor", "config", "models", "explain", "completion", "version")));

  private static final Set<String> FLAGS = Set.of("--debug", "-v", "--verbose");

  private final Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();

  Commands(CliContext context, ProcessInfo self, RecordingFactory sessions) {
    GlobalOptions options = sessions.options();
    all.put("run", () -> new CommandLine(RunCommand.spec(sessions)));
    all.put("step", () -> new CommandLine(StepCommand.spec(sessions)));
    all.put("event", () -> new CommandLine(new EventCommand(sessions)));
    all.put("log", () -> new CommandLine(new LogCommand(sessions)));
    all.put("metric", () -> new CommandLine(new MetricCommand(sessions)));
    all.put("workspace", () -> workspace(sessions));
    all.put("workflow", () -> workflow(sessions));
    all.put("resume", () -> new CommandLine(new ResumeCommand(sessions)));
    all.put("cancel", () -> new CommandLine(new CancelCommand(sessions)));
    all.put("approve", () -> new CommandLine(new ApproveCommand(sessions)));
    all.put("permissions", () -> permissions(sessions));
    all.put("runs", () -> new CommandLine(new RunsCommand(context, options)));
    all.put("inspect", () -> new CommandLine(new InspectCommand(context, options)));
    all.put(
        "logs",
        () -> new CommandLine(new LogsCommand(context, options, new ServiceLogs(sessions)::print)));
    all.put("metrics", () -> new CommandLine(new MetricsCommand(context, options)));
    all.put("compare", () -> new CommandLine(new CompareCommand(context, options)));
    all.put("console", () -> new CommandLine(new ConsoleCommand(sessions, self)));
    all.put("open", () -> new CommandLine(new OpenCommand(sessions, self)));
    all.put("export", () -> new CommandLine(new ExportCommand(context, options)));
    all.put("import", () -> new CommandLine(new ImportCommand(sessions)));
    all.put("replay", () -> new CommandLine(new ReplayCommand(sessions)));
    all.put("prune", () -> new CommandLine(new PruneCommand(sessions)));
    all.put("serve", () -> new CommandLine(new ServeCommand(sessions, self)));
    all.put("agent", () -> new CommandLine(new AgentCommand(sessions, self)));
    all.put("job", () -> job(sessions));
    all.put("apply", () -> new CommandLine(new ApplyCommand(sessions)));
    all.put("status", () -> new CommandLine(new StatusCommand(sessions)));
    all.put("rollback", () -> new CommandLine(new RollbackCommand(sessions)));
    all.put("delete", () -> new CommandLine(new DeleteCommand(sessions)));
    all.put("node", () -> node(sessions));
    all.put("token", () -> token(sessions));
    all.put("audit", () -> new CommandLine(new AuditCommand(sessions)));
    all.put("doctor", () -> new CommandLine(new DoctorCommand(sessions)));
    all.put("config", () -> config(sessions));
    all.put("models", () -> models(sessions));
    all.put("explain", () -> new CommandLine(new ExplainCommand(context, options)));
    all.put("completion", () -> completion(context, self));
    all.put("version", () -> new CommandLine(new VersionCommand(context, options, self)));
  }

  /// The names of all commands.
  static List<String> names() {
    return GROUPS.stream().flatMap(group -> group.commands().stream()).toList();
  }

  private static CommandLine job(RecordingFactory sessions) {
    return new CommandLine(new JobCommand(sessions))
        .addSubcommand(new JobSubmitCommand(sessions))
        .addSubcommand(new JobListCommand(sessions))
        .addSubcommand(new JobStatusCommand(sessions))
        .addSubcommand(new JobLogsCommand(sessions))
        .addSubcommand(new JobCancelCommand(sessions));
  }

  private static CommandLine node(RecordingFactory sessions) {
    return new CommandLine(new NodeCommand(sessions))
        .addSubcommand(new NodeListCommand(sessions))
        .addSubcommand(new NodeShowCommand(sessions))
        .addSubcommand(new NodeHostnameCommand(sessions))
        .addSubcommand(new NodeDrainCommand(sessions))
        .addSubcommand(new NodeRemoveCommand(sessions));
  }

  private static CommandLine token(RecordingFactory sessions) {
    return new CommandLine(new TokenCommand(sessions))
        .addSubcommand(new TokenIssueCommand(sessions))
        .addSubcommand(new TokenListCommand(sessions))
        .addSubcommand(new TokenRevokeCommand(sessions));
  }

  private static CommandLine config(RecordingFactory sessions) {
    return new CommandLine(new ConfigCommand(sessions))
        .addSubcommand(new ConfigShowCommand(sessions))
        .addSubcommand(new ConfigCheckCommand(sessions))
        .addSubcommand(new ConfigPathCommand(sessions))
        .addSubcommand(new ConfigInitCommand(sessions.context()))
        .addSubcommand(new ConfigTrustCommand(sessions.context()));
  }

  private static CommandLine models(RecordingFactory sessions) {
    return new CommandLine(new ModelsCommand(sessions))
        .addSubcommand(new ModelsPricesCommand(sessions));
  }

  private static CommandLine workspace(RecordingFactory sessions) {
    return new CommandLine(new WorkspaceCommand(sessions))
        .addSubcommand(new WorkspaceListCommand(sessions))
        .addSubcommand(new WorkspaceShowCommand(sessions))
        .addSubcommand(new WorkspaceCreateCommand(sessions))
        .addSubcommand(new WorkspaceEditCommand(sessions))
        .addSubcommand(new WorkspaceDeleteCommand(sessions));
  }

  private static CommandLine workflow(RecordingFactory sessions) {
    return new CommandLine(new WorkflowCommand(sessions))
        .addSubcommand(new WorkflowListCommand(sessions))
        .addSubcommand(new WorkflowCheckCommand(sessions))
        .addSubcommand(new WorkflowGraphCommand(sessions))
        .addSubcommand(new WorkflowSchemaCommand(sessions));
  }

  private static CommandLine permissions(RecordingFactory sessions) {
    return new CommandLine(new PermissionsCommand(sessions))
        .addSubcommand(new PermissionsListCommand(sessions))
        .addSubcommand(new PermissionsRevokeCommand(sessions));
  }

  private static CommandLine completion(CliContext context, ProcessInfo self) {
    return new CommandLine(CompletionCommand.spec(context))
        .addSubcommand(new CandidatesCommand(context, self));
  }

  /// Adds the command that the arguments name, or all of them where its name cannot be told from
  /// the value of an option.
  void addTo(CommandLine root, String... args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      return;
    }
    for (String arg : args) {
      Supplier<CommandLine> named = all.get(arg);
      if (named != null) {
        root.addSubcommand(arg, named.get());
        return;
      }
      if (!FLAGS.contains(arg) && !(arg.startsWith("--") && arg.indexOf('=') > 0)) {
        break;
      }
    }
    all.forEach((name, command) -> root.addSubcommand(name, command.get()));
  }
}
