package dev.clew.workspace;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the parts of a workspace have to be, wherever they are written: in a file, as options, in a
/// form. Each rule says what is wrong, and nothing where nothing is.
public final class WorkspaceRules {
  static final String COMMAND = "a program and its arguments";
  static final String VARIABLES = "a table of variables";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern VARIABLE = Pattern.compile("[^=\0]+");

  private WorkspaceRules() {}

  /// A name, which is also that of a file.
  public static Optional<String> name(String name) {
    return mistake(
        !NAME.matcher(name).matches(),
        "A name has up to 64 letters, digits, dots, dashes, underscores.");
  }

  /// Checks a name.
  ///
  /// @throws ClewError E005 when it is none
  static void checkName(String name) {
    Optional<String> mistake = name(name);
    if (mistake.isPresent()) {
      throw new ClewError(
          ErrorCode.E005, "\"%s\" is no name of a workspace. %s".formatted(name, mistake.get()));
    }
  }

  /// A command.
  ///
  /// @param words program and arguments, none for no command
  public static Optional<String> command(List<String> words) {
    return mistake(
        !words.isEmpty() && words.getFirst().isEmpty(), "The command has to be " + COMMAND + ".");
  }

  public static Optional<String> image(String image) {
    return mistake(
        image.isEmpty() || image.startsWith("-"), "\"" + image + "\" is no name of an image.");
  }

  /// A variable and its value.
  public static Optional<String> variable(String name, String value) {
    return mistake(
        !VARIABLE.matcher(name).matches() || value.indexOf('\0') >= 0,
        "A variable is written NAME=VALUE.");
  }

  /// A workspace that is to be written.
  ///
  /// @throws ClewError E005 for a part that is wrong, E001 when it names nothing at all
  static void check(Workspace workspace) {
    checkName(workspace.name());
    require(command(workspace.command()));
    String image = workspace.image();
    if (image != null) {
      require(image(image));
    }
    for (Map.Entry<String, String> each : workspace.environment().entrySet()) {
      require(variable(each.getKey(), each.getValue()));
    }
    if (workspace.isEmpty()) {
      throw new ClewError(
          ErrorCode.E001, "say what it is for: clew workspace create NAME [OPTIONS] -- CMD");
    }
  }

  static void require(Optional<String> mistake) {
    if (mistake.isPresent()) {
      throw new ClewError(ErrorCode.E005, mistake.get());
    }
  }

  private static Optional<String> mistake(boolean wrong, String text) {
    return wrong ? Optional.of(text) : Optional.empty();
  }
}
