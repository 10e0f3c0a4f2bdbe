package dev.clew.store;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says that this process writes a store: an advisory lock on a file beside it, which tells others
/// who has it. The kernel releases it when the process dies, however it dies.
final class StoreLock implements AutoCloseable {
  private static final Pattern OWNER = Pattern.compile("process (\\d{1,18}) at (\\S+)");

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws ClewError E070 when another process has it, E073 when the directory cannot be written
  static StoreLock take(Path directory) {
    Path file = directory.resolve("lock");
    try {
      PrivateFiles.append(file).close();
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new ClewError(ErrorCode.E070, directory + " is used by " + owner(file));
      }
      StoreLock taken = new StoreLock(channel);
      taken.say("process " + ProcessHandle.current().pid());
      return taken;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E073, file + ": " + e, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      // Beyond the text: others can read it while it is held.
      return channel.tryLock(1L << 32, 1, false);
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  private static String owner(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? "another process." : text + ".";
  }

  /// The address that [Store#servedAt] named, while its process lives.
  static Optional<String> address(Path directory) {
    try {
      Matcher owner = OWNER.matcher(Files.readString(directory.resolve("lock")).strip());
      return owner.matches() && ProcessHandle.of(Long.parseLong(owner.group(1))).isPresent()
          ? Optional.of(owner.group(2))
          : Optional.empty();
    } catch (IOException _) {
      // There is no store, or it is another user's.
      return Optional.empty();
    }
  }

  /// Tells who has the store, in words for [ErrorCode#E070].
  void say(String who) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((who + "\n").getBytes(StandardCharsets.UTF_8)), 0);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E073, e.toString(), e);
    }
  }
}
