package dev.clew.workspace;

import dev.clew.config.Home;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Lets one process at a time change workspaces: held from before they are read to after they are
/// written, no change is lost. A process may take it once.
public final class WorkspaceLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path file;

  private WorkspaceLock(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
  }

  /// Waits until no other process has it.
  ///
  /// @throws ClewError E023 when its file cannot be written
  public static WorkspaceLock take(Home home) {
    return in(home.workspaces());
  }

  static WorkspaceLock in(Path directory) {
    Path file = directory.resolve(".lock");
    try {
      FileChannel channel = PrivateFiles.append(file);
      channel.lock();
      return new WorkspaceLock(channel, file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static ClewError unusable(Path file, IOException e) {
    return new ClewError(ErrorCode.E023, file + " cannot be written: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }
}
