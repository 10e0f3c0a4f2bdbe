package dev.clew.fleet.agent;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directory of an agent: the key that proves that it is the machine of its name, and a
/// directory for each task that is not done with. One agent at a time uses it.
public final class AgentHome implements AutoCloseable {
  private static final int KEY_BYTES = 32;

  /// Longer than an order is kept.
  private static final Duration REMEMBERED = Duration.ofDays(2);

  private final Path root;
  private final FileChannel lock;

  private AgentHome(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /// Takes it.
  ///
  /// @throws ClewError E128 when another agent has it, E023 when it cannot be written
  public static AgentHome take(Path root) {
    try {
      FileChannel channel = PrivateFiles.append(root.resolve("lock"));
      FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        throw new ClewError(
            ErrorCode.E128,
            "Another agent uses " + root + "; give this one a CLEW_HOME of its own.");
      }
      return new AgentHome(root, channel);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, root + ": " + e.getMessage() + ".", e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException taken) {
      return null;
    }
  }

  /// The key, which is made once. Secret.
  String key() {
    Path file = root.resolve("key");
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      byte[] bytes = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(bytes);
      String key = HexFormat.of().formatHex(bytes);
      try (FileChannel out = PrivateFiles.create(file)) {
        var _ = out.write(ByteBuffer.wrap(key.getBytes(StandardCharsets.US_ASCII)));
        out.force(true);
      }
      return key;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, file + ": " + e.getMessage() + ".", e);
    }
  }

  /// Where a task is kept until it is done with.
  TaskFiles task(String id) {
    return new TaskFiles(root.resolve("tasks").resolve(id));
  }

  /// Whether a task was here: its order may come again.
  boolean isDone(String id) {
    return Files.exists(done().resolve(id));
  }

  /// Remembers a task before it is forgotten otherwise.
  void markDone(String id) {
    try (FileChannel mark = PrivateFiles.append(done().resolve(id))) {
      mark.force(true);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, done() + ": " + e.getMessage() + ".", e);
    }
  }

  private Path done() {
    return root.resolve("done");
  }

  /// Forgets the tasks whose orders can come no more.
  void forget(Instant now) {
    if (!Files.isDirectory(done())) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(done())) {
      for (Path each : all) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(now.minus(REMEMBERED))) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, done() + ": " + e.getMessage() + ".", e);
    }
  }

  /// The tasks that are not done with.
  List<TaskFiles> tasks() {
    List<TaskFiles> tasks = new ArrayList<>();
    Path directory = root.resolve("tasks");
    if (!Files.isDirectory(directory)) {
      return tasks;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(each -> tasks.add(new TaskFiles(each)));
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage() + ".", e);
    }
    return tasks;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, root + ": " + e.getMessage() + ".", e);
    }
  }
}
