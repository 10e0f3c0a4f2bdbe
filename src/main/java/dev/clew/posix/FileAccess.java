package dev.clew.posix;

import java.lang.foreign.Arena;

/// Asks for files whose names may be no text ([NativeText]), which Java has no [java.nio.file.Path]
/// for.
///
/// @param libc what is asked
public record FileAccess(Libc libc) {
  private static final int CURRENT_DIRECTORY = -100;
  private static final int EXISTS = 0;
  private static final int EXECUTE = 1;
  private static final int EFFECTIVE_IDS = 0x200;

  /// Whether a file of any kind is there and can be seen.
  public boolean exists(String path) {
    return ask(path, EXISTS) == 0;
  }

  /// Whether a directory is there.
  public boolean isDirectory(String path) {
    return exists(path + "/.");
  }

  /// Whether a file may be executed; a directory is none.
  public boolean isExecutable(String path) {
    return ask(path, EXECUTE) == 0 && !isDirectory(path);
  }

  /// Why a directory cannot be entered; empty when it can.
  public String obstacleTo(String directory) {
    int error = ask(directory + "/.", EXECUTE);
    return error == 0 ? "" : libc.message(error);
  }

  private int ask(String path, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      long name = NativeText.pointer(arena, path).address();
      return -libc.callInt("faccessat", CURRENT_DIRECTORY, name, mode, EFFECTIVE_IDS);
    }
  }
}
