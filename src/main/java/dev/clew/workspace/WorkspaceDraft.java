package dev.clew.workspace;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody writes to make or change a workspace, part by part as text. An empty text leaves a
/// part out.
///
/// @param command as of [CommandText]
/// @param environment lines `NAME=VALUE`; empty ones are passed over
public record WorkspaceDraft(
    String name,
    String command,
    String directory,
    String image,
    String agent,
    String provider,
    List<String> environment) {
  /// Nothing written yet.
  public static final WorkspaceDraft EMPTY = new WorkspaceDraft("", "", "", "", "", "", List.of());

  public WorkspaceDraft {
    environment = List.copyOf(environment);
  }

  /// What is there to be changed.
  public static WorkspaceDraft of(Workspace workspace) {
    return new WorkspaceDraft(
        workspace.name(),
        CommandText.of(workspace.command()),
        text(workspace.directory()),
        text(workspace.image()),
        text(workspace.agent()),
        text(workspace.provider()),
        workspace.environment().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .toList());
  }

  private static String text(@Nullable Object part) {
    return Objects.toString(part, "");
  }

  /// Where a workspace is written.
  ///
  /// @param cwd that a relative directory starts at
  /// @param userHome what `~` stands for
  public record Place(Path file, Path cwd, Path userHome) {}

  /// What is wrong with the command, nothing where nothing is.
  public Optional<String> commandMistake() {
    CommandText.Parsed parsed = CommandText.parse(command);
    return parsed.mistake().isEmpty()
        ? WorkspaceRules.command(parsed.words())
        : Optional.of("In the command, " + parsed.mistake() + ".");
  }

  public Optional<String> imageMistake() {
    return image.isEmpty() ? Optional.empty() : WorkspaceRules.image(image);
  }

  public Optional<String> directoryMistake() {
    try {
      var _ = Path.of(directory);
      return Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of("That is no path of a directory: " + e.getReason() + ".");
    }
  }

  /// What is wrong with a line of the environment, nothing where nothing is.
  public static Optional<String> variableMistake(String line) {
    return line.isBlank()
        ? Optional.empty()
        : WorkspaceRules.variable(before(line), line.substring(line.indexOf('=') + 1));
  }

  private static String before(String line) {
    return line.substring(0, Math.max(0, line.indexOf('=')));
  }

  /// Whether every part is right, and there is one besides the name.
  public boolean isRight() {
    return !isEmpty()
        && WorkspaceRules.name(name).isEmpty()
        && commandMistake().isEmpty()
        && imageMistake().isEmpty()
        && directoryMistake().isEmpty()
        && environment.stream().allMatch(line -> variableMistake(line).isEmpty());
  }

  /// Whether nothing but a name is written.
  public boolean isEmpty() {
    return (command + directory + image + agent + provider + String.join("", environment))
        .isBlank();
  }

  /// The workspace.
  ///
  /// @param before what is changed; parts whose text is as it was stay as they were; null for a new
  ///   one
  /// @throws dev.clew.error.ClewError E005 for a part that is wrong
  public Workspace workspace(@Nullable Workspace before, Place place) {
    WorkspaceRules.require(commandMistake());
    WorkspaceRules.require(directoryMistake());
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : environment) {
      WorkspaceRules.require(variableMistake(line));
      if (!line.isBlank()) {
        variables.put(before(line), line.substring(line.indexOf('=') + 1));
      }
    }
    return new Workspace(
        name,
        before != null && CommandText.of(before.command()).equals(command)
            ? before.command()
            : CommandText.parse(command).words(),
        path(place),
        part(image),
        variables,
        part(agent),
        part(provider),
        place.file());
  }

  private @Nullable Path path(Place place) {
    if (directory.isBlank()) {
      return null;
    }
    return WorkspaceFile.expanded(directory, place.userHome(), place.cwd());
  }

  private static @Nullable String part(String text) {
    return text.isBlank() ? null : text;
  }
}
