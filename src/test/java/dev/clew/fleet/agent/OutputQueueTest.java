package dev.clew.fleet.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.fleet.agent.OutputQueue.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputQueueTest {
  @TempDir Path directory;
  private OutputQueue queue;

  @BeforeEach
  void open() throws IOException {
    queue = new OutputQueue(directory.resolve("output"));
  }

  @Test
  void keepsBothStreamsInTheirOrder() throws IOException, InterruptedException {
    queue.stream(false).write("one".getBytes(UTF_8));
    queue.stream(true).write("two".getBytes(UTF_8));
    queue.end();

    Frame first = queue.frame(0).orElseThrow();
    Frame second = queue.frame(first.next()).orElseThrow();

    assertThat(new String(first.bytes(), UTF_8)).isEqualTo("one");
    assertThat(first.error()).isFalse();
    assertThat(new String(second.bytes(), UTF_8)).isEqualTo("two");
    assertThat(second.error()).isTrue();
    assertThat(queue.frame(second.next())).isEmpty();
  }

  @Test
  void cutsWhatIsTooLargeForAMessage() throws IOException, InterruptedException {
    queue.stream(false).write(new byte[200_000]);
    queue.end();

    int bytes = 0;
    long at = 0;
    for (var frame = queue.frame(at); frame.isPresent(); frame = queue.frame(at)) {
      assertThat(frame.get().bytes()).hasSizeLessThanOrEqualTo(64 << 10);
      bytes += frame.get().bytes().length;
      at = frame.get().next();
    }
    assertThat(bytes).isEqualTo(200_000);
  }

  @Test
  void waitsForWhatComes() throws IOException {
    CompletableFuture<Frame> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return queue.frame(0).orElseThrow();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    queue.stream(false).write('x');

    assertThat(waiting.join().bytes()).containsExactly('x');
  }

  @Test
  void endsBeforeTheDiskIsFull() throws IOException, InterruptedException {
    OutputStream out = queue.stream(false);
    byte[] part = new byte[8 << 20];
    for (int i = 0; i < 40; i++) {
      out.write(part);
    }
    queue.end();

    long size = java.nio.file.Files.size(directory.resolve("output"));
    assertThat(size).isLessThan(OutputQueue.MOST + (1 << 20));
    Frame last = queue.frame(0).orElseThrow();
    for (var frame = queue.frame(0); frame.isPresent(); frame = queue.frame(frame.get().next())) {
      last = frame.get();
    }
    assertThat(new String(last.bytes(), UTF_8)).contains("further output is not sent");
  }
}
