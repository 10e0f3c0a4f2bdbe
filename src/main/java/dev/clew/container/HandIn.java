package dev.clew.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a container is given so that what runs inside joins the run, the session and the trace.
///
/// @param variables shown on the command line
/// @param secrets variables that only the engine's command line is given, by their names
/// @param files that are mounted read-only, by their paths inside
/// @param gateway whether the container needs the name of its host
record HandIn(
    Map<String, String> variables,
    Map<String, String> secrets,
    Map<String, String> files,
    boolean gateway) {
  static final HandIn NOTHING = new HandIn(Map.of(), Map.of(), Map.of(), false);

  HandIn {
    variables = new LinkedHashMap<>(variables);
    secrets = new LinkedHashMap<>(secrets);
    files = new LinkedHashMap<>(files);
  }

  /// The options of the engine's `create`.
  List<String> options() {
    List<String> options = new ArrayList<>();
    variables.forEach((name, value) -> options.addAll(List.of("--env", name + "=" + value)));
    secrets.keySet().forEach(name -> options.addAll(List.of("--env", name)));
    files.forEach(
        (inside, file) -> options.addAll(List.of("--volume", file + ":" + inside + ":ro")));
    if (gateway) {
      options.addAll(List.of("--add-host", ReachableEndpoint.GATEWAY));
    }
    return options;
  }
}
