package dev.clew.workflow.engine;

import dev.clew.workflow.execution.EventLog;
import dev.clew.workflow.execution.ExecutionEvent;
import dev.clew.workflow.execution.ExecutionState;
import java.util.ArrayList;
import java.util.List;

/// The transitions that are decided and not yet on disk, and what is to be done when they are. Many
/// are written together, with one wait for the disk.
final class Journal {
  private final EventLog log;
  private final ExecutionState state;
  private final ExecutionObserver observer;
  private final List<ExecutionEvent> decided = new ArrayList<>();
  private final List<Runnable> effects = new ArrayList<>();

  Journal(EventLog log, ExecutionState state, ExecutionObserver observer) {
    this.log = log;
    this.state = state;
    this.observer = observer;
  }

  /// Decides a transition.
  void add(ExecutionEvent event) {
    state.apply(event);
    decided.add(event);
  }

  /// Does something when all that is decided is on disk.
  void then(Runnable effect) {
    effects.add(effect);
  }

  /// Writes what is decided, and then does what follows from it.
  void commit() {
    if (!decided.isEmpty()) {
      log.append(decided);
      decided.forEach(observer::happened);
      decided.clear();
    }
    List<Runnable> due = List.copyOf(effects);
    effects.clear();
    due.forEach(Runnable::run);
  }
}
