package dev.clew.posix;

import java.io.IOException;

/// The operating system does not start a program.
public final class SpawnFailure extends IOException {
  private static final long serialVersionUID = 1;
  static final int ENOENT = 2;
  private static final int EACCES = 13;

  private final int errno;

  /// Made from the number that the operating system gives.
  public SpawnFailure(Libc libc, int errno) {
    super(libc.message(errno));
    this.errno = errno;
  }

  public int errno() {
    return errno;
  }

  /// Whether the program, or the interpreter that it names, is not there.
  public boolean isNotFound() {
    return errno == ENOENT;
  }

  public boolean isNotExecutable() {
    return errno == EACCES;
  }
}
