package dev.clew.run.terminal;

import dev.clew.posix.Libc;
import dev.clew.posix.ProcFs;
import dev.clew.posix.PseudoTerminal;
import dev.clew.posix.Terminal;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Between the user's terminal and that of a command that stays in Clew's session: only what the
/// command writes goes through the pseudo-terminal. Keys and signals come from the user's, whose
/// modes follow those that the command gives to the pseudo-terminal.
///
/// Some programs, `less` among them, look for the keyboard at the terminal that they write to; as
/// long as one of them reads there, the keys are passed on to it.
public final class MirrorBridge implements TerminalBridge {
  private final Terminal user;
  private final PseudoTerminal command;
  private final ProcFs proc;
  private final @Nullable KeyRelay keys;
  private byte @Nullable [] before;
  private int pid;

  /// Connects a terminal with one that a command only writes to.
  ///
  /// @param user the terminal that the command would write to without Clew
  public MirrorBridge(Libc libc, Terminal user, PseudoTerminal command, ProcFs proc) {
    this.user = user;
    this.command = command;
    this.proc = proc;
    Terminal keyboard = Terminal.controlling(libc);
    this.keys = keyboard == null ? null : new KeyRelay(keyboard, command.master());
    command.mirror(libc, user.modes());
    resize();
  }

  /// What the command writes.
  public InputStream output() {
    return command.packets(this::follow);
  }

  @Override
  public synchronized void start(int pid) {
    this.pid = pid;
  }

  @Override
  public void resize() {
    command.master().setSize(user.size());
  }

  @Override
  public void goOn() {
    resize();
  }

  private synchronized void follow() {
    // A process in the background would be stopped.
    if (!user.isForeground()) {
      return;
    }
    if (before == null) {
      before = user.modes();
    }
    byte[] modes = command.mirrored();
    user.setModes(modes);
    if (keys != null) {
      keys.switchTo(!PseudoTerminal.isByLine(modes) && isReadFrom());
    }
  }

  private boolean isReadFrom() {
    return proc.tree(pid).stream().anyMatch(each -> proc.hasOpen(each, command.slave()));
  }

  @Override
  public synchronized void close() {
    byte[] saved = before;
    if (saved != null && user.isForeground()) {
      user.setModes(saved);
    }
    before = null;
    if (keys != null) {
      keys.switchTo(false);
    }
  }
}
