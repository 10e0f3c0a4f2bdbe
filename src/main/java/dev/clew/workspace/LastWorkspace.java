package dev.clew.workspace;

import dev.clew.config.Home;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The name of the workspace that was used last, in a file of the home.
public final class LastWorkspace {
  private static final int LONGEST = 64;

  private final Path file;

  public LastWorkspace(Home home) {
    this.file = home.lastWorkspace();
  }

  /// The name, empty where none was used yet.
  ///
  /// @throws ClewError E004 when it cannot be read
  public String name() {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException nothingUsed) {
      return "";
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E004, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// Remembers the name of a workspace.
  ///
  /// @throws ClewError E023 when it cannot be written
  public void note(Workspace used) {
    if (!name().equals(used.name())) {
      WorkspaceFile.write(file, used.name() + "\n");
    }
  }
}
