package dev.clew.run.terminal;

import dev.clew.posix.Terminal;
import dev.clew.run.output.DeferredStderr;
import java.io.IOException;

/// Between the user's terminal and that of a command with a session of its own: every key goes
/// there. The user's terminal is raw meanwhile, so that the command's makes signals, echo and line
/// ends of what is typed.
public final class SessionBridge implements TerminalBridge {
  private static final Terminal.Size USUAL = new Terminal.Size(24, 80);

  private final Terminal user;
  private final Terminal command;
  private final boolean typed;
  private final KeyRelay keys;
  private final DeferredStderr words;
  private byte[] modes = {};
  private boolean raw;

  /// Connects a terminal with the one of a command's session.
  ///
  /// @param user the terminal that Clew was started on, if it is one
  /// @param typed whether it is one
  public SessionBridge(Terminal user, boolean typed, Terminal command, DeferredStderr words) {
    this.words = words;
    this.user = user;
    this.typed = typed;
    this.command = command;
    this.keys = new KeyRelay(user, command);
    if (typed) {
      command.setModes(user.modes());
    }
    resize();
  }

  @Override
  public void start(int pid) {
    goOn();
  }

  @Override
  public void resize() {
    Terminal.Size size = user.size();
    command.setSize(size.columns() == 0 ? USUAL : size);
  }

  @Override
  public synchronized void goOn() {
    if (typed && !raw && user.isForeground()) {
      modes = user.modes();
      user.setRaw();
      raw = true;
      words.hold();
      keys.switchTo(true);
    }
    resize();
  }

  private void say() {
    try {
      words.release();
    } catch (IOException terminalHasGone) {
      // So has who would have read it.
      keys.switchTo(false);
    }
  }

  @Override
  public synchronized void close() {
    if (raw) {
      keys.switchTo(false);
      user.setModes(modes);
      raw = false;
      say();
    }
  }
}
