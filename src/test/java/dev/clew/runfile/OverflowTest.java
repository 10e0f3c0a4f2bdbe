package dev.clew.runfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverflowTest {
  private static final IOException FULL = new IOException("no space");

  @TempDir Path directory;

  @Test
  void readsBehindItsBaseAndForgets() throws IOException {
    var memory = inMemory(100);
    memory.add(bytes("one\ntwo\n"), false);
    memory.forget(50);
    memory.forget(104);

    assertThat(memory.end()).isEqualTo(108);
    assertThat(memory.forgotten()).isEqualTo(4);
    assertThat(read(memory, 100)).isEqualTo("\n\n\n\n");
    assertThat(read(memory, 104)).isEqualTo("two\n");
    assertThat(read(memory, 106)).isEqualTo("o\n");
    assertThat(memory.read(ByteBuffer.allocate(9), 108)).isEqualTo(-1);
  }

  @Test
  void outputIsRefusedBeforeTheRest() throws Exception {
    var memory = inMemory(0);
    memory.awaitRoom(Duration.ZERO);
    memory.add(ByteBuffer.allocate(8 << 20), true);

    // Nobody takes anything away: it does not wait for ever.
    memory.awaitRoom(Duration.ofMillis(1));
    assertThatThrownBy(() -> memory.add(bytes("x"), true)).hasMessageContaining("no room");
    memory.add(ByteBuffer.allocate(8 << 20), false);
    assertThatThrownBy(() -> memory.add(bytes("x"), false)).isInstanceOf(IOException.class);

    memory.forget(16 << 20);
    memory.awaitRoom(Duration.ofDays(1));
    memory.add(bytes("x"), true);
    assertThat(memory.end()).isEqualTo((16 << 20) + 1);
  }

  @Test
  void aWriterGoesOnWhenSomethingIsConfirmed() throws Exception {
    var memory = inMemory(0);
    memory.add(ByteBuffer.allocate(8 << 20), true);
    Thread backend =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (long position = 1; position <= 3; position++) {
                    memory.forget(position);
                  }
                });

    memory.awaitRoom(Duration.ofDays(1));
    memory.add(bytes("x"), true);

    backend.join();
    assertThat(memory.end()).isEqualTo((8 << 20) + 1);
  }

  @Test
  void aFileInMemoryCanBeKept() throws IOException {
    Path target = directory.resolve("kept/run.jsonl");
    try (RunFile file = RunFile.inMemory(directory.resolve("run.jsonl"), FULL)) {
      file.append(bytes("{}\n"));
      assertThat(file.size()).isEqualTo(3);
      assertThatThrownBy(file::flush).isSameAs(FULL);
      assertThat(file.asOnDisk(Progress.NONE.at(3))).isEqualTo(Progress.NONE);

      file.forget(3);
      file.append(bytes("[]\n"));
      file.moveTo(target);

      assertThat(file.isWhole()).isFalse();
      assertThat(file.asOnDisk(Progress.NONE.at(4))).isEqualTo(Progress.NONE.at(1));
    }
    assertThat(target).hasContent("[]\n");
    assertThat(Files.list(directory)).containsExactly(target.getParent());
  }

  @Test
  void progressOfAFileThatLacksSomething() throws IOException {
    var progress =
        new Progress(
            100, 5, 0, java.util.List.of(new Progress.Part(10, 20), new Progress.Part(60, 80)));

    assertThat(progress.settled()).isEqualTo(10);
    assertThat(progress.without(30, 20))
        .isEqualTo(
            new Progress(
                80, 5, 0, java.util.List.of(new Progress.Part(10, 20), new Progress.Part(40, 60))));
    assertThat(progress.without(30, Long.MAX_VALUE).refused())
        .containsExactly(new Progress.Part(10, 20));
  }

  @Test
  void goesOnInAFileAndThenInMemory() throws IOException {
    Path spare = directory.resolve("spare/run-1.jsonl");
    Path target = Files.writeString(directory.resolve("target"), "");
    var overflow = Overflow.of(100, FULL, () -> spare);
    overflow.add(bytes("one\n"), true);
    overflow.add(bytes("two\n"), false);

    assertThat(spare).hasContent("one\ntwo\n");
    assertThat(overflow.isOnDisk()).isTrue();
    assertThat(overflow.end()).isEqualTo(108);
    overflow.forget(108);
    assertThat(overflow.forgotten()).isZero();
    assertThat(read(overflow, 100)).isEqualTo("one\ntwo\n");
    assertThat(read(overflow, 104)).isEqualTo("two\n");
    try (FileChannel to = FileChannel.open(target, StandardOpenOption.APPEND)) {
      overflow.writeTo(to);
    }
    assertThat(target).hasContent("one\ntwo\n");

    overflow.close();
    assertThat(spare).exists();
    overflow.add(bytes("three\n"), true);
    assertThat(overflow.isOnDisk()).isFalse();
    assertThat(overflow.end()).isEqualTo(114);
    assertThat(overflow.cutFrom()).isEqualTo(108);
    overflow.discard();
    assertThat(spare).doesNotExist();
  }

  @Test
  void whereNoFileCanBeMadeMemoryServes() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    var overflow = Overflow.of(0, new IOException("full"), () -> file.resolve("x"));

    overflow.add(bytes("x\n"), true);

    assertThat(overflow.path()).isNull();
    assertThat(overflow.end()).isEqualTo(2);
  }

  private static Overflow inMemory(long base) {
    return Overflow.of(base, FULL, SparePlace.MEMORY);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(Overflow memory, long position) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(64);
    memory.read(into, position);
    return new String(into.array(), 0, into.position(), StandardCharsets.UTF_8);
  }
}
