package dev.clew.console;

import dev.clew.workspace.Workspace;
import dev.clew.workspace.WorkspaceDraft;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;

/// What a screen wants to know. A newer request of the same kind replaces an older one of the same
/// screen.
sealed interface Request {
  /// A part of the list of runs.
  ///
  /// @param fresh whether to look which runs there are now
  record Rows(int from, int count, boolean fresh) implements Request {}

  /// The runs that match a text, as they are found.
  record Search(String text) implements Request {}

  /// Ends the search.
  record StopSearch() implements Request {}

  /// A run with its tree and events.
  record Inspect(String id) implements Request {}

  /// A run's log from its start, and on while it grows.
  ///
  /// @param growing whether more may come
  record Log(String id, boolean growing) implements Request {}

  /// A run's metrics.
  record Metrics(String id) implements Request {}

  /// Two runs beside each other, or one beside the last of its title that went well.
  ///
  /// @param ids one or two, the baseline first
  record Compare(List<String> ids) implements Request {}

  /// The workspaces, and how their launches go.
  record Workspaces() implements Request {}

  /// A workspace as a draft to change.
  record Edit(String name) implements Request {}

  /// Writes a workspace.
  ///
  /// @param before what it was when it was read; empty for a new one
  record Save(WorkspaceDraft draft, Optional<Workspace> before) implements Request {}

  /// Removes a workspace.
  record Delete(String name) implements Request {}

  /// The settings.
  record EffectiveSettings() implements Request {}

  /// Launches a workspace, and tells how that goes.
  ///
  /// @param from the span of the screen that the operator was on
  record Launch(String workspace, SpanContext from) implements Request {}

  /// Tells how a launch goes.
  record Watch(int launch) implements Request {}

  /// Asks a launch to stop, or ends it.
  record Stop(int launch, boolean kill) implements Request {}
}
