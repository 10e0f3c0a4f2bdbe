package dev.clew.run.process;

import dev.clew.posix.FileAccess;
import org.jspecify.annotations.Nullable;

/// What a program's name leads to, by the rules of `execvp`: a name with a slash is a path, any
/// other is looked up in PATH.
///
/// A path is what the command's process opens, from the directory in which it runs.
public sealed interface Executable {
  /// A file that can be executed.
  record Found(String path) implements Executable {}

  /// No such file.
  record NotFound() implements Executable {}

  /// A file or directory that cannot be executed.
  ///
  /// @param directory whether it is one
  record NotExecutable(String path, boolean directory) implements Executable {}

  /// Looks a program up.
  ///
  /// @param pathVariable value of PATH, empty for none
  /// @param directory in which the command runs, or null for Clew's own
  static Executable find(
      FileAccess files, String program, String pathVariable, @Nullable String directory) {
    if (program.isEmpty()) {
      return new NotFound();
    }
    if (program.indexOf('/') >= 0) {
      return judge(files, program, directory);
    }
    Executable best = new NotFound();
    for (String entry : pathVariable.split(":", -1)) {
      String path = (entry.isEmpty() ? "." : entry) + "/" + program;
      Executable here = judge(files, path, directory);
      if (here instanceof Found) {
        return here;
      }
      if (here instanceof NotExecutable && best instanceof NotFound) {
        best = here;
      }
    }
    return best;
  }

  private static Executable judge(FileAccess files, String path, @Nullable String directory) {
    String fromHere = directory == null ? path : under(directory, path);
    if (files.isExecutable(fromHere)) {
      return new Found(path);
    }
    return files.exists(fromHere)
        ? new NotExecutable(path, files.isDirectory(fromHere))
        : new NotFound();
  }

  /// A path as it is from the outside of the directory that it starts at.
  static String under(String directory, String path) {
    return path.startsWith("/") ? path : directory + "/" + path;
  }
}
