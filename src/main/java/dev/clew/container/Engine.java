package dev.clew.container;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.FileAccess;
import dev.clew.run.process.Executable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command line of a container engine.
///
/// @param name of the program, without its directory
/// @param path of the program
record Engine(String name, String path) {
  private static final List<String> KNOWN = List.of("docker", "podman");

  /// Finds the engine.
  ///
  /// @param wanted name or path, or null for the first that is there
  /// @param searchPath value of PATH
  /// @throws ClewError E090 when there is none
  static Engine find(FileAccess files, @Nullable String wanted, String searchPath) {
    for (String program : wanted == null ? KNOWN : List.of(wanted)) {
      if (Executable.find(files, program, searchPath, null) instanceof Executable.Found found) {
        return new Engine(program.substring(program.lastIndexOf('/') + 1), found.path());
      }
    }
    throw new ClewError(
        ErrorCode.E090,
        wanted == null
            ? "neither docker nor podman is in a directory of PATH."
            : "CLEW_CONTAINER_ENGINE names \"" + wanted + "\", which cannot be executed.");
  }

  boolean isPodman() {
    return name.startsWith("podman");
  }

  /// The name of this machine in a container.
  String host() {
    return isPodman() ? ReachableEndpoint.PODMAN_HOST : ReachableEndpoint.DOCKER_HOST;
  }

  /// The value of `container.runtime.name`.
  String runtime() {
    return isPodman() ? "podman" : "docker";
  }
}
