package dev.clew.container;

import dev.clew.run.process.RunRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command to be run in a container.
///
/// @param image its name
/// @param command to run there; empty for the image's own
/// @param run how the command is run and recorded; its command is never empty
/// @param build directory to build the image from, or null
/// @param pull when the image is pulled
/// @param name of the container, or null for one made up
/// @param keep whether the container stays when its command has ended
/// @param options for the engine's `create`, as its command line takes them
/// @param variables `NAME=VALUE`, or `NAME` for Clew's own value
/// @param network as the engine names it, or null for its default
/// @param init whether an init process passes signals on, or null for one where the engine has it
///   and the image has no program of its own
/// @param forwardCredentials whether headers and client keys of the export are handed in
public record ContainerRequest(
    String image,
    List<String> command,
    RunRequest run,
    @Nullable String build,
    PullPolicy pull,
    @Nullable String name,
    boolean keep,
    List<String> options,
    List<String> variables,
    @Nullable String network,
    @Nullable Boolean init,
    boolean forwardCredentials) {
  public ContainerRequest {
    command = List.copyOf(command);
    options = List.copyOf(options);
    variables = List.copyOf(variables);
  }

  /// When an image is pulled.
  public enum PullPolicy {
    MISSING,
    ALWAYS,
    NEVER
  }
}
