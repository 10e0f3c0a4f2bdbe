package dev.clew.telemetry;

/// The events that Clew records by itself; docs/reference/events.md lists them.
public enum LifecycleEvent {
  RUN_STARTED("run.started", "a run begins, before its command is started"),
  STAGE_STARTED("stage.started", "`clew step`, or `clew run` inside a run, begins"),
  COMMAND_STARTED("command.started", "the command of a run or stage has a process"),
  COMMAND_FINISHED("command.finished", "the command has ended, or could not be started"),
  STAGE_FINISHED("stage.finished", "a stage has gone well"),
  STAGE_FAILED("stage.failed", "a stage has failed"),
  STAGE_SKIPPED("stage.skipped", "`clew step --skip`: a stage is not run"),
  RUN_RESUMED("run.resumed", "`clew resume`: another process goes on with an execution"),
  RUN_FINISHED("run.finished", "a run has ended"),
  RUN_SUMMARY("run.summary", "what the run of a command came to: its last record"),
  EXPORT_FAILED("export.failed", "a backend has not taken records, for the first time in this run"),
  MARKER("clew.marker", "`clew doctor --send` tries whether telemetry arrives");

  private final String label;
  private final String when;

  LifecycleEvent(String label, String when) {
    this.label = label;
    this.when = when;
  }

  /// The event's name in records.
  public String label() {
    return label;
  }

  /// When it is recorded, for the page.
  public String when() {
    return when;
  }
}
