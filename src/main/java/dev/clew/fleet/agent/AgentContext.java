package dev.clew.fleet.agent;

import dev.clew.config.Flags;
import dev.clew.config.Settings;
import dev.clew.config.SettingsLoader;
import dev.clew.error.ErrorCode;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.run.output.DeferredStderr;
import dev.clew.run.process.RunContext;
import dev.clew.telemetry.HostInfo;
import dev.clew.telemetry.log.Log;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What an agent needs of its process.
///
/// @param environment of the agent; tasks do not get what is secret of it
/// @param export variables that say where records go, unless the environment does
/// @param config its file of settings, or null: tasks have homes of their own
/// @param program what starts Clew again, up to its arguments
/// @param words takes what the user should know
public record AgentContext(
    Map<String, String> environment,
    Map<String, String> export,
    Path directory,
    Path userHome,
    @Nullable Path config,
    HostInfo machine,
    List<String> program,
    Inherited inherited,
    DeferredStderr stderr,
    Clock clock,
    Log log,
    BiConsumer<ErrorCode, String> words) {
  /// What a task's command does not get.
  static final List<String> SECRETS =
      List.of(
          "CLEW_SERVER_TOKEN",
          "CLEW_SERVE_TOKEN",
          "CLEW_NATS_USER",
          "CLEW_NATS_PASSWORD",
          "CLEW_NATS_CREDENTIALS");

  /// The settings that a task is recorded by.
  ///
  /// @param task variables of the task
  Settings settings(boolean debug, Map<String, String> task) {
    Map<String, String> all = new HashMap<>(export);
    all.putAll(environment);
    all.putAll(task);
    return new SettingsLoader()
        .load(new Flags(debug, null, false, config, null), all, directory, userHome);
  }

  /// What recording a task needs of this process.
  RunContext around(Settings settings, Map<String, String> task) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(task);
    return new RunContext(
        variables,
        directory.toString(),
        machine.pid(),
        program,
        inherited,
        new Libc(),
        stderr,
        Runtime.getRuntime().availableProcessors(),
        Path.of("/proc"),
        settings.telemetry().metricInterval(),
        clock,
        log);
  }
}
