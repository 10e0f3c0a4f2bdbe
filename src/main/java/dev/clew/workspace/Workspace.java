package dev.clew.workspace;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to launch, by name.
///
/// @param command program and arguments, empty when only a directory, image or environment is named
/// @param directory absolute, or null for the working directory
/// @param image of a container to run the command in, or null for none
/// @param environment variables for the command
/// @param agent that works there, as the spans name it
/// @param provider of the agent's model
/// @param file that defines it
public record Workspace(
    String name,
    List<String> command,
    @Nullable Path directory,
    @Nullable String image,
    Map<String, String> environment,
    @Nullable String agent,
    @Nullable String provider,
    Path file) {
  public Workspace {
    command = List.copyOf(command);
    // The order of the file is kept.
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /// Whether it names nothing to launch, and nowhere.
  boolean isEmpty() {
    return command.isEmpty()
        && directory == null
        && image == null
        && environment.isEmpty()
        && agent == null
        && provider == null;
  }
}
