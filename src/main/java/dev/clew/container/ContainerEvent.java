package dev.clew.container;

/// The events that Clew records of containers; docs/reference/containers.md lists them.
public enum ContainerEvent {
  STARTED("container.started", "the container runs, and with it the session"),
  EXITED("container.exited", "the container's command has ended well"),
  CRASHED("container.crashed", "it has failed, died of a signal, or had no memory left"),
  BUILD_STEP("build.step", "a step of `--build` is done");

  private final String label;
  private final String when;

  ContainerEvent(String label, String when) {
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
