package dev.clew.workspace;

/// A workspace and how it was chosen.
public record Choice(Workspace workspace, How how) {
  /// What chose the workspace.
  public enum How {
    /// Its name on the command line.
    ARGUMENT,
    /// The operator, in a list.
    LIST,
    /// It was used last.
    LAST,
    /// The working directory is its directory, or lies in it.
    CWD;

    /// The value of `clew.workspace.choice`.
    public String label() {
      return switch (this) {
        case ARGUMENT -> "argument";
        case LIST -> "list";
        case LAST -> "last";
        case CWD -> "cwd";
      };
    }
  }
}
