package dev.clew.workflow.node;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.clew.workflow.definition.Output;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.execution.StoredValue;
import dev.clew.workflow.expression.Values;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// What a command writes to its standard output: kept in memory while it is small, else in a file
/// of the execution, and shown as it comes. A reader that fails does not stop the command.
final class CapturedOutput extends OutputStream {
  private final OutputStream shown;
  private final Path path;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileOutputStream file;
  private @Nullable IOException failure;

  CapturedOutput(NodeAttempt attempt, OutputStream shown) {
    this.shown = shown;
    this.path = attempt.files().outputOf(attempt.task(), attempt.number());
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      keep(bytes, offset, length);
    } catch (IOException e) {
      // The command goes on; that its output is incomplete fails the node.
      failure = e;
    }
    shown.write(bytes, offset, length);
  }

  private void keep(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && memory.size() + length > StoredValue.SMALL) {
      Files.deleteIfExists(path);
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      var opened = new FileOutputStream(path.toFile());
      file = opened;
      memory.writeTo(opened);
      memory = new ByteArrayOutputStream();
    }
    if (file == null) {
      memory.write(bytes, offset, length);
    } else {
      file.write(bytes, offset, length);
    }
  }

  @Override
  public void close() throws IOException {
    shown.close();
  }

  /// The output as a value, on disk.
  ///
  /// @throws IOException when it could not be kept
  /// @throws IllegalArgumentException when it is no JSON and should be
  synchronized StoredValue value(Output as) throws IOException {
    if (failure != null) {
      throw failure;
    }
    FileOutputStream written = file;
    if (written == null) {
      String text = memory.toString(StandardCharsets.UTF_8);
      return StoredValue.inline(text, as);
    }
    try (written) {
      written.getFD().sync();
    }
    if (as == Output.JSON) {
      check();
    }
    return new StoredValue.InFile(path, as);
  }

  private void check() throws IOException {
    try (JsonParser parser = Values.factory().createParser(path.toFile())) {
      int documents = 0;
      while (parser.nextToken() != null) {
        parser.skipChildren();
        documents++;
      }
      if (documents > 1) {
        throw new IllegalArgumentException("the output is more than one JSON document");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the output is no JSON", e);
    }
  }

  /// Drops what a failed attempt has written.
  synchronized void discard() throws IOException {
    FileOutputStream written = file;
    if (written != null) {
      written.close();
      Files.deleteIfExists(path);
    }
  }
}
