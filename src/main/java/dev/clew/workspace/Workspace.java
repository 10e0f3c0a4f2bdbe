package dev.clew.workspace;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What to launch, by name.
///
/// @param command program and arguments, empty when only a directory, image or environment is named
/// @param directory absolute, or null for the working directory
/// @param image of a container to run the command in, or null for none
/// @param environment variables for the command
/// @param agent that works there, as the spans name it
/// @param provider of the agent's model
/// @param file that defines it
public record Workspace(
    String name,
    List<String> command,
    @Nullable Path directory,
    @Nullable String image,
    Map<String, String> environment,
    @Nullable String agent,
    @Nullable String provider,
    Path file) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern VARIABLE = Pattern.compile("[^=\0]+");

  public Workspace {
    command = List.copyOf(command);
    // The order of the file is kept.
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /// Checks a name, which is also that of a file.
  ///
  /// @throws ClewError E005 when it is none
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ClewError(
          ErrorCode.E005,
          "\"%s\" is no name of a workspace: up to 64 letters, digits, dots, dashes and underscores."
              .formatted(name));
    }
  }

  static boolean isVariable(String name) {
    return VARIABLE.matcher(name).matches();
  }
}
