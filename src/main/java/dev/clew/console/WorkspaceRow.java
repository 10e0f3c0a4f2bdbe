package dev.clew.console;

import dev.clew.console.launch.LaunchView;
import dev.clew.runs.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the list shows of a workspace.
///
/// @param obstacle why it cannot be launched, empty where it can
/// @param details lines about it, without secrets
/// @param last whether it was used last
/// @param launch the last one of this console
record WorkspaceRow(
    String name,
    String command,
    String image,
    String obstacle,
    List<String> details,
    boolean last,
    Optional<LaunchView> launch) {

  /// How a launch goes, or has ended.
  static State state(LaunchView launch) {
    if (launch.isRunning()) {
      return new State.Running();
    }
    OptionalInt code = launch.code();
    if (code.isEmpty()) {
      return new State.Interrupted();
    }
    return code.getAsInt() == 0 ? new State.Ok() : new State.Failed(code, false);
  }

  /// Whether a launch of it goes on.
  boolean isRunning() {
    return launch.filter(LaunchView::isRunning).isPresent();
  }
}
