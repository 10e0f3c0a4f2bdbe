package dev.clew.container;

import java.util.ArrayList;
import java.util.List;

/// The calls of the engine's command line, which Docker and Podman take alike.
final class EngineCommands {
  /// The label of a container with its run's id.
  static final String RUN_LABEL = "dev.clew.run";

  /// The label of a container with its session's id.
  static final String SESSION_LABEL = "dev.clew.session";

  /// Keys that nobody types, in place of Ctrl-P Ctrl-Q, which shells need for themselves.
  private static final String DETACH_KEYS = "ctrl-^,ctrl-@,ctrl-^,ctrl-@";

  private final boolean podman;

  EngineCommands(boolean podman) {
    this.podman = podman;
  }

  /// Versions of the command line, of the engine, of its API and of its parts, a line each.
  List<String> version() {
    return List.of(
        "version",
        "--format",
        podman
            ? "{{.Client.Version}}"
            : "{{.Client.Version}}\n{{.Server.Version}}\n{{.Server.APIVersion}}\n"
                + "{{range .Server.Components}}{{.Name}}={{.Version}} {{end}}");
  }

  /// Id, tags, digests and entry point, a line each.
  static List<String> inspectImage(String image) {
    return List.of(
        "image",
        "inspect",
        "--format",
        "{{.Id}}\n{{range .RepoTags}}{{.}} {{end}}\n{{range .RepoDigests}}{{.}} {{end}}\n"
            + "{{range .Config.Entrypoint}}{{.}} {{end}}",
        image);
  }

  static List<String> pull(String image) {
    return List.of("pull", image);
  }

  static List<String> build(String image, String directory) {
    return List.of("build", "--tag", image, directory);
  }

  /// Makes a container and answers its id.
  ///
  /// @param options before the image
  static List<String> create(List<String> options, String image, List<String> command) {
    List<String> words = new ArrayList<>(List.of("create"));
    words.addAll(options);
    words.add(image);
    words.addAll(command);
    return words;
  }

  /// Attaches to the container's streams and starts it. Attaching to one that runs already would
  /// lose what it has written before.
  ///
  /// @param input whether Clew's input goes there
  List<String> start(String id, boolean input) {
    List<String> words = new ArrayList<>(List.of("start", "--attach"));
    if (input) {
      words.add("--interactive");
    }
    if (podman) {
      // Clew sends them itself; Docker has no such option.
      words.add("--sig-proxy=false");
    }
    words.addAll(List.of("--detach-keys", DETACH_KEYS, id));
    return words;
  }

  /// The state, as [ContainerState#of] reads it.
  static List<String> inspect(String id) {
    return List.of("container", "inspect", "--format", ContainerState.FORMAT, id);
  }

  /// Waits for the end and answers the exit code.
  static List<String> await(String id) {
    return List.of("wait", id);
  }

  static List<String> signal(String id, int signal) {
    return List.of("kill", "--signal", Integer.toString(signal), id);
  }

  /// Tells the command to end, and kills it after a time.
  static List<String> stop(String id, long seconds) {
    return List.of("stop", "--time", Long.toString(seconds), id);
  }

  /// Removes the container with what it has of volumes without a name, running or not.
  static List<String> remove(String id) {
    return List.of("rm", "--force", "--volumes", id);
  }

  /// CPU, memory and I/O once.
  static List<String> stats(String id) {
    return List.of(
        "stats", "--no-stream", "--format", "{{.CPUPerc}}\n{{.MemUsage}}\n{{.BlockIO}}", id);
  }
}
