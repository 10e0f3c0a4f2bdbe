package dev.clew.cli.workspace;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workspace.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The parts of a workspace, as options.
final class WorkspaceOptions {
  @Option(
      names = {"-C", "--directory"},
      paramLabel = "DIR",
      description = "Run the command in this directory (default: the working directory).")
  @Nullable Path directory;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "Run the command in a container of this image.")
  @Nullable String image;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description = "Set a variable for the command; NAME= removes it from the workspace.")
  List<String> variables = List.of();

  @Option(names = "--agent", paramLabel = "AGENT", description = "Agent, for the run's spans.")
  @Nullable String agent;

  @Option(
      names = "--provider",
      paramLabel = "PROVIDER",
      description = "Provider of the agent's model, for the run's spans.")
  @Nullable String provider;

  @Parameters(index = "0", paramLabel = "WORKSPACE", description = "Name of the workspace.")
  String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CMD",
      description = "The command and its arguments.")
  List<String> command = List.of();

  boolean isEmpty() {
    return directory == null
        && image == null
        && variables.isEmpty()
        && agent == null
        && provider == null
        && command.isEmpty();
  }

  /// A workspace with these parts in place of its own.
  ///
  /// @param cwd that a relative directory starts at
  Workspace over(Workspace workspace, Path cwd) {
    return new Workspace(
        workspace.name(),
        command.isEmpty() ? workspace.command() : command,
        directory == null ? workspace.directory() : cwd.resolve(directory).normalize(),
        or(image, workspace.image()),
        environment(workspace.environment()),
        or(agent, workspace.agent()),
        or(provider, workspace.provider()),
        workspace.file());
  }

  /// An empty text takes a part away.
  private static @Nullable String or(@Nullable String given, @Nullable String before) {
    return given == null ? before : given.isEmpty() ? null : given;
  }

  private Map<String, String> environment(Map<String, String> before) {
    Map<String, String> environment = new LinkedHashMap<>(before);
    for (String pair : variables) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new ClewError(ErrorCode.E001, "--env takes NAME=VALUE");
      }
      if (equals == pair.length() - 1) {
        environment.remove(pair.substring(0, equals));
      } else {
        environment.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return environment;
  }
}
