package dev.clew.container;

import dev.clew.runfile.RunId;
import java.util.ArrayList;
import java.util.List;

/// How a container is created.
///
/// @param name of the container
/// @param input whether it has an input
/// @param terminal whether it has a terminal
/// @param init whether its first process is the engine's, which passes signals on
record CreateOptions(
    String name, RunId run, String session, boolean input, boolean terminal, boolean init) {
  /// The options of the engine's `create`. Those of the request come last: they win.
  List<String> list(HandIn given, ContainerRequest request) {
    List<String> options = new ArrayList<>(List.of("--name", name));
    options.addAll(List.of("--label", EngineCommands.RUN_LABEL + "=" + run.hex()));
    options.addAll(List.of("--label", EngineCommands.SESSION_LABEL + "=" + session));
    if (input) {
      options.add("--interactive");
    }
    if (terminal) {
      options.add("--tty");
    }
    if (init) {
      options.add("--init");
    }
    options.addAll(given.options());
    request.variables().forEach(each -> options.addAll(List.of("--env", each)));
    options.addAll(request.options());
    return options;
  }
}
