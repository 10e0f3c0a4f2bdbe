package dev.clew.run.terminal;

/// Joins the user's terminal with the pseudo-terminal of a command.
public interface TerminalBridge extends AutoCloseable {
  /// The command has begun.
  void start(int pid);

  /// Takes the size of the user's terminal over.
  void resize();

  /// Clew has been continued, maybe in the foreground.
  void goOn();

  /// Clew is about to stop or to end: the user's terminal is as it was before.
  @Override
  void close();
}
