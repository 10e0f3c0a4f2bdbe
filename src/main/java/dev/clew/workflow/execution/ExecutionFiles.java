package dev.clew.workflow.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workflow.definition.Output;
import dev.clew.workflow.expression.Values;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The directory of one execution.
///
/// @param directory that holds `workflow.toml`, `events.jsonl`, `outputs`, `inbox` and `lock`
public record ExecutionFiles(Path directory, ExecutionId id) {
  static void create(Path directory, ExecutionId id, String source, ExecutionEvent first)
      throws IOException {
    var files = new ExecutionFiles(directory, id);
    Files.createDirectory(directory, ExecutionHome.OWN_DIRECTORY);
    Files.createDirectory(files.outputs(), ExecutionHome.OWN_DIRECTORY);
    Files.createDirectory(files.inbox(), ExecutionHome.OWN_DIRECTORY);
    Files.createFile(files.workflow(), ExecutionHome.OWN);
    Files.writeString(files.workflow(), source);
    try (EventLog log = EventLog.open(files.events())) {
      log.append(List.of(first));
    }
  }

  /// The workflow as it was when the execution began.
  public Path workflow() {
    return directory.resolve("workflow.toml");
  }

  public Path outputs() {
    return directory.resolve("outputs");
  }

  /// Where other processes leave requests.
  public Path inbox() {
    return directory.resolve("inbox");
  }

  private Path events() {
    return directory.resolve("events.jsonl");
  }

  /// Makes this process the one that executes. The lock has a file of its own: POSIX releases a
  /// process' locks on a file with any of its descriptors of it.
  ///
  /// @return null when another process does
  /// @throws ClewError E023 when the directory cannot be written
  public @Nullable Ownership own() {
    try {
      FileChannel lock = lock();
      return lock == null ? null : new Ownership(lock, EventLog.open(events()));
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage(), e);
    }
  }

  /// @return null when somebody has the lock
  private @Nullable FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"),
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE),
            ExecutionHome.OWN);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException own) {
      // This process has it itself.
      channel.close();
      return null;
    }
    channel.close();
    return null;
  }

  /// The right to execute, until it is closed or the process ends.
  public record Ownership(FileChannel lock, EventLog log) implements AutoCloseable {
    @Override
    public void close() {
      try (lock;
          log) {
        lock.force(false);
      } catch (IOException e) {
        throw new ClewError(ErrorCode.E023, "the execution cannot be closed: " + e.getMessage(), e);
      }
    }
  }

  /// Whether a process executes it.
  public boolean isExecuting() {
    try (FileChannel free = lock()) {
      return free == null;
    } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
      // Nobody executes where nobody can write; root could, but not here.
      return false;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage(), e);
    }
  }

  /// Reads its transitions in their order.
  public void read(Consumer<ExecutionEvent> to) {
    EventLog.read(events(), to);
  }

  /// What it has come to.
  public ExecutionState state() {
    var state = new ExecutionState(outputs());
    read(state::apply);
    return state;
  }

  /// Whether there is a log, without which a directory is no execution.
  boolean isThere() {
    return Files.isRegularFile(events(), LinkOption.NOFOLLOW_LINKS);
  }

  /// When its log was last written.
  Instant lastWritten() {
    try {
      return Files.getLastModifiedTime(events()).toInstant();
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage(), e);
    }
  }

  /// Removes the directory.
  void remove() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage(), e);
    }
  }

  /// What an execution is, in a word: `interrupted` where its log says that it runs and no process
  /// executes it.
  public String phase(ExecutionState state) {
    boolean open =
        state.phase() == ExecutionState.Phase.RUNNING || state.phase() == ExecutionState.Phase.NEW;
    return open && !isExecuting() ? "interrupted" : state.phase().label();
  }

  /// The id of the run that it is recorded as.
  public String run() {
    return state().about().path("run_id").asText();
  }

  /// Keeps a value, on disk when this returns.
  ///
  /// @param node whose output it is
  /// @throws ClewError E023 when it cannot be written
  public StoredValue keep(String node, JsonNode value) {
    String json = value.toString();
    if (json.length() <= StoredValue.SMALL) {
      return new StoredValue.Inline(value);
    }
    Path file = outputs().resolve(fileName(node) + ".json");
    write(file, json);
    return new StoredValue.InFile(file, Output.JSON);
  }

  private void write(Path file, String text) {
    try {
      Path written = Files.createTempFile(outputs(), "new", "", ExecutionHome.OWN);
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, file + ": " + e.getMessage(), e);
    }
  }

  /// A file that holds an output.
  ///
  /// @throws ClewError E023 when it cannot be written
  public Path file(String node, StoredValue value) {
    if (value instanceof StoredValue.InFile inFile) {
      return inFile.file();
    }
    Path file = outputs().resolve(fileName(node) + ".txt");
    write(file, Values.text(value.value()));
    return file;
  }

  /// Where a command's output goes while it runs.
  ///
  /// @param node whose output it is
  public Path outputOf(String node, int attempt) {
    return outputs().resolve(fileName(node) + "." + attempt + ".out");
  }

  /// A file for what a command is to read.
  public Path inputOf(String node) throws IOException {
    Path file = outputs().resolve(fileName(node) + ".in");
    Files.deleteIfExists(file);
    return Files.createFile(file, ExecutionHome.OWN);
  }

  /// Removes what a command was to read.
  public void dropInput(String node) throws IOException {
    Files.deleteIfExists(outputs().resolve(fileName(node) + ".in"));
  }

  private static String fileName(String node) {
    return node.replace('[', '.').replace("]", "");
  }
}
