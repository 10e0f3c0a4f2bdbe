package dev.clew;

/// Runs several commands in one JVM, so that an AOT cache (JEP 514) holds what each of them loads:
/// the build calls it once, nothing else does.
public final class Training {
  private Training() {}

  /// Runs each argument as a command line of words.
  ///
  /// @throws IllegalStateException when one of them does not end with 0: it would train too little
  public static void main(String... commands) {
    for (String command : commands) {
      int code = Main.run(command.split(" "));
      if (code != 0) {
        throw new IllegalStateException("clew " + command + " ended with " + code);
      }
    }
  }
}
