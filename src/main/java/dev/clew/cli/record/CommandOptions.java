package dev.clew.cli.record;

import dev.clew.cli.fleet.FleetRun;
import dev.clew.cli.frame.OptionSpecs;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.workflow.WorkflowRun;
import dev.clew.cli.workspace.WorkspaceLabels;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.run.process.RunRequest;
import dev.clew.run.terminal.TerminalMode;
import dev.clew.workspace.Choice;
import dev.clew.workspace.Workspace;
import io.opentelemetry.api.common.Attributes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Options of the commands that wrap another one.
final class CommandOptions {
  private static final Duration KILL_AFTER = Duration.ofSeconds(10);

  private final OptionSpec directory =
      OptionSpecs.value(String.class, "DIR", "Run the command in this directory.", "-C", "--cwd")
          .build();

  private final OptionSpec noCapture =
      OptionSpecs.flag("Do not look at the command's output.", "--no-capture").build();

  private final OptionSpec pty =
      OptionSpec.builder("--pty")
          .type(Boolean.class)
          .negatable(true)
          .description(
              "Give the command a pseudo-terminal, or none (default: where the output is a"
                  + " terminal).")
          .build();

  private final OptionSpec noArgs =
      OptionSpecs.flag("Do not record the command's arguments.", "--no-args").build();

  private final OptionSpec noInject =
      OptionSpecs.flag(
              "Give the command neither trace context nor OTEL_* variables.", "--no-inject")
          .build();

  private final OptionSpec template =
      OptionSpecs.flag(
              "Replace {{traceparent}}, {{tracestate}}, {{baggage}} and {{run_id}} in arguments.",
              "--template")
          .build();

  private final OptionSpec requireExport =
      OptionSpecs.flag(
              "Exit with 75 when the command succeeded but its telemetry was not delivered.",
              "--require-export")
          .build();

  private final OptionSpec exportTimeout =
      OptionSpecs.value(
              Duration.class,
              "DURATION",
              "How long to wait for the backend, for a request and at the end (default: 1s).",
              "--export-timeout")
          .build();

  private final OptionSpec timeout =
      OptionSpecs.value(
              Duration.class,
              "DURATION",
              "Send TERM to the command and its processes after this time: 90s, 5m (0s: never).",
              "--timeout")
          .build();

  private final OptionSpec killAfter =
      OptionSpecs.value(
              Duration.class,
              "DURATION",
              "Send KILL when it has not ended this long after TERM (default: 10s).",
              "--kill-after")
          .build();

  private final PositionalParamSpec command;
  private final String usage;

  /// @param index of the wrapped command's words
  /// @param usage for those who give none
  CommandOptions(String index, String description, String usage) {
    this.command = OptionSpecs.words("CMD", description, index).build();
    this.usage = usage;
  }

  /// Gives a command these options.
  void addTo(CommandSpec command) {
    for (OptionSpec option :
        List.of(
            directory,
            noCapture,
            pty,
            noArgs,
            noInject,
            template,
            requireExport,
            exportTimeout,
            timeout,
            killAfter)) {
      command.addOption(option);
    }
    command.addPositional(this.command);
  }

  /// The directory to run in, or null for Clew's own.
  @Nullable String directory(@Nullable Choice choice) {
    String own = directory.getValue();
    Path ofWorkspace = choice == null ? null : choice.workspace().directory();
    return own == null && ofWorkspace != null ? ofWorkspace.toString() : own;
  }

  boolean requireExport() {
    return OptionSpecs.isGiven(requireExport);
  }

  @Nullable Duration exportTimeout() {
    return exportTimeout.getValue();
  }

  /// The request for the wrapped command.
  ///
  /// @param name of the span, or null for the executable's
  /// @throws ClewError E001 when no command is given
  RunRequest request(@Nullable String name) {
    return request(name, null);
  }

  /// The request for the wrapped command, or for the workspace's where none is given.
  ///
  /// @param choice whose parts count where no option says otherwise; null for none
  /// @throws ClewError E001 when there is no command
  RunRequest request(@Nullable String name, @Nullable Choice choice) {
    List<String> words = words(choice);
    if (words.isEmpty()) {
      String detail =
          choice == null ? "" : "; workspace " + choice.workspace().name() + " has none";
      throw new ClewError(ErrorCode.E001, "no command is given" + detail + "; write " + usage);
    }
    return request(name, choice, words);
  }

  /// Whether the words name a workflow's file.
  boolean isWorkflow(@Nullable Choice choice, Path workingDirectory) {
    List<String> words = workflow(choice);
    // The name of a directory may be no text, of which there is no path.
    if (words.isEmpty() || !words.getFirst().endsWith(WorkflowRun.SUFFIX)) {
      return false;
    }
    String in = directory(choice);
    return WorkflowRun.isWorkflow(
        words, in == null ? workingDirectory : workingDirectory.resolve(in));
  }

  /// A workspace's workflow and its inputs, those that are given last; else the words that are
  /// given.
  private List<String> workflow(@Nullable Choice choice) {
    List<String> given = OptionSpecs.words(command);
    List<String> named = choice == null ? List.of() : choice.workspace().command();
    boolean inputs = given.stream().allMatch(word -> word.indexOf('=') > 0);
    if (named.isEmpty() || !inputs) {
      return given;
    }
    List<String> all = new ArrayList<>(named);
    all.addAll(given);
    return all;
  }

  /// Executes the workflow that the words name.
  ///
  /// @throws ClewError E001 for options that are of commands only
  int execute(WorkflowRun workflow, @Nullable Choice choice) throws InterruptedException {
    for (OptionSpec option : List.of(noCapture, pty, noArgs, noInject, template, timeout)) {
      Object value = option.getValue();
      if (value != null && !value.equals(false)) {
        throw new ClewError(
            ErrorCode.E001, option.longestName() + " is for commands; a workflow's file says it");
      }
    }
    String given = directory(choice);
    return workflow.start(workflow(choice), given == null ? "" : given, exportTimeout(), choice);
  }

  /// Runs the command on machines of a fleet.
  ///
  /// @param variables for it, as `--env` has them
  /// @throws ClewError E001 for options that are of this machine only
  int runOn(
      String target,
      @Nullable String name,
      @Nullable Choice choice,
      List<String> variables,
      RecordingFactory sessions) {
    for (OptionSpec option : List.of(noCapture, pty, noInject, template, requireExport)) {
      Object value = option.getValue();
      if (value != null && !value.equals(false)) {
        throw new ClewError(
            ErrorCode.E001, option.longestName() + " is for commands of this machine");
      }
    }
    return new FleetRun(sessions).run(target, request(name, choice), variables, exportTimeout());
  }

  /// The words that are given, else the workspace's.
  List<String> words(@Nullable Choice choice) {
    List<String> words = OptionSpecs.words(command);
    return words.isEmpty() && choice != null ? choice.workspace().command() : words;
  }

  /// The request for a command that is run as these options say.
  RunRequest request(@Nullable String given, @Nullable Choice choice, List<String> words) {
    Workspace workspace = choice == null ? null : choice.workspace();
    boolean own = OptionSpecs.words(command).isEmpty();
    String name = given == null && own && workspace != null ? workspace.name() : given;
    Duration limit = timeout.getValue();
    Duration grace = killAfter.getValue();
    return new RunRequest(
        words,
        name,
        directory(choice),
        !OptionSpecs.isGiven(noCapture),
        terminal(pty.getValue()),
        workspace == null ? Map.of() : workspace.environment(),
        choice == null ? Attributes.empty() : WorkspaceLabels.of(choice),
        !OptionSpecs.isGiven(noArgs),
        !OptionSpecs.isGiven(noInject),
        OptionSpecs.isGiven(template),
        limit == null || limit.isZero() ? null : limit,
        grace == null ? KILL_AFTER : grace);
  }

  private static TerminalMode terminal(@Nullable Boolean wanted) {
    return wanted == null ? TerminalMode.AUTO : wanted ? TerminalMode.ALWAYS : TerminalMode.NEVER;
  }
}
