package dev.clew.mcp;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lines of JSON on the standard streams of a process. A line of its output that is none is left
/// out, as many servers greet there.
final class StdioWire extends Wire {
  private static final int LARGEST = 64 << 20;
  private static final int LONGEST_LINE = 64 << 10;

  private final ServerProcess process;
  private final Consumer<byte[]> errors;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("clew-mcp-write").factory());
  private final Thread errorReader;

  /// @param errors takes the lines of the standard error
  StdioWire(ServerProcess process, Consumer<byte[]> errors) {
    this.process = process;
    this.errors = errors;
    Thread.ofPlatform().daemon().name("clew-mcp-read").start(this::read);
    this.errorReader = Thread.ofPlatform().daemon().name("clew-mcp-errors").start(this::readErrors);
  }

  @Override
  String transport() {
    return "pipe";
  }

  @Override
  CompletableFuture<?> send(ObjectNode message, @Nullable CompletableFuture<JsonNode> answer) {
    byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      // A server that reads nothing would hold the thread of who asks.
      writer.execute(() -> write(line));
    } catch (RejectedExecutionException closed) {
      ended("the server was closed");
    }
    return CompletableFuture.completedFuture(null);
  }

  private void write(byte[] line) {
    try {
      process.input().write(line);
      process.input().flush();
    } catch (IOException e) {
      ended("the server's process has ended");
    }
  }

  private void read() {
    try {
      lines(process.output(), LARGEST, this::take);
      // Its last words say why.
      errorReader.join(200);
      ended("the server's process has ended");
    } catch (IOException e) {
      ended("the server's output cannot be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(byte[] line) {
    JsonNode message;
    try {
      message = JSON.readTree(line);
    } catch (JacksonException _) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    received(message);
  }

  private void readErrors() {
    try {
      lines(process.errors(), LONGEST_LINE, errors);
    } catch (IOException e) {
      errors.accept("its standard error cannot be read".getBytes(StandardCharsets.UTF_8));
    }
  }

  /// @param most of a line; the rest of a longer one is a line of its own
  private static void lines(InputStream stream, int most, Consumer<byte[]> to) throws IOException {
    var in = new BufferedInputStream(stream, 64 << 10);
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        line.write(next);
      }
      if (next == '\n' || line.size() == most) {
        to.accept(line.toByteArray());
        line.reset();
      }
    }
    if (line.size() > 0) {
      to.accept(line.toByteArray());
    }
  }

  @Override
  public void close() {
    ended("the server was closed");
    writer.shutdownNow();
    process.close();
  }
}
