package dev.clew.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a program's name leads to, by the rules of `execvp`: a name with a slash is a path, any
/// other is looked up in PATH.
public sealed interface Executable {
  /// A file that can be executed.
  record Found(Path path) implements Executable {}

  /// No such file.
  record NotFound() implements Executable {}

  /// A file or directory that cannot be executed.
  record NotExecutable(Path path) implements Executable {}

  /// Looks a program up.
  ///
  /// @param pathVariable value of PATH, empty for none
  static Executable find(String program, String pathVariable, Path directory) {
    if (program.isEmpty()) {
      return new NotFound();
    }
    if (program.indexOf('/') >= 0) {
      return judge(directory.resolve(program));
    }
    Executable best = new NotFound();
    for (String entry : pathVariable.split(File.pathSeparator, -1)) {
      Executable here = judge(directory.resolve(entry).resolve(program));
      if (here instanceof Found) {
        return here;
      }
      if (here instanceof NotExecutable && best instanceof NotFound) {
        best = here;
      }
    }
    return best;
  }

  private static Executable judge(Path path) {
    if (!Files.exists(path)) {
      return new NotFound();
    }
    return Files.isRegularFile(path) && Files.isExecutable(path)
        ? new Found(path)
        : new NotExecutable(path);
  }
}
