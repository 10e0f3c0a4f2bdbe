package dev.clew.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Clew's own process as the kernel sees it.
public final class SelfStatus {
  private static final int PROCESS_GROUP = 2;
  private static final int TERMINAL = 4;
  private static final int FOREGROUND_GROUP = 5;

  private final Path proc;

  /// Reads this process' status.
  ///
  /// @param proc where `/proc` lies
  public SelfStatus(Path proc) {
    this.proc = proc.resolve("self");
  }

  /// Whether Clew's process group is in the foreground of its terminal: what is typed there as a
  /// signal reaches the whole group.
  public boolean isForeground() {
    String[] stat = stat();
    return stat.length > FOREGROUND_GROUP && stat[PROCESS_GROUP].equals(stat[FOREGROUND_GROUP]);
  }

  public boolean hasTerminal() {
    String[] stat = stat();
    return stat.length > TERMINAL && !stat[TERMINAL].equals("0");
  }

  private String[] stat() {
    try {
      String stat = Files.readString(proc.resolve("stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException noProc) {
      return new String[0];
    }
  }
}
