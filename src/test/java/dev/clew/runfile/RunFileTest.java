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
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  @TempDir Path directory;

  @Test
  void filesAndDirectoriesAreTheUsersAlone() throws IOException {
    Path path = directory.resolve("a/b/run.jsonl");

    try (RunFile file = RunFile.open(path)) {
      file.append(line("{}"));

      assertThat(file.isOwner()).isTrue();
      assertThat(mode(path)).isEqualTo("rw-------");
      assertThat(mode(directory.resolve("a"))).isEqualTo("rwx------");
      assertThat(mode(directory.resolve("a/b"))).isEqualTo("rwx------");
      assertThat(Files.readString(path)).isEqualTo("{}\n");
    }
  }

  @Test
  void nobodyJoinsAFileWithoutAnOwner() throws IOException {
    Path path = directory.resolve("run.jsonl");
    assertThat(RunFile.join(path)).isNull();

    RunFile.open(path).close();

    assertThat(RunFile.join(path)).isNull();
    assertThat(RunFile.isOwned(path)).isFalse();
  }

  @Test
  void whoeverOwnsItNextCutsATornLineOff() throws IOException {
    Path path = directory.resolve("run.jsonl");
    String whole = "{}\n" + "x".repeat(70_000) + "\n";
    for (String left :
        new String[] {whole + "{\"to", whole + "y".repeat(200_000), whole, "", "\n", "{"}) {
      Files.writeString(path, left);

      try (RunFile file = RunFile.open(path);
          RunFile other = RunFile.open(directory.resolve("other.jsonl"))) {
        file.append(line("[]"));
        assertThat(other.isOwner()).isTrue();
      }

      String kept = left.substring(0, left.lastIndexOf('\n') + 1);
      assertThat(Files.readString(path)).isEqualTo(kept + "[]\n");
    }
  }

  @Test
  void aLineBeginsBehindTheHalfOfAnother() throws IOException {
    Path path = directory.resolve("run.jsonl");
    Path target = Files.writeString(directory.resolve("kept.jsonl"), "{\"to");
    try (RunFile file = RunFile.open(path)) {
      file.append(line("1"));
      Files.writeString(path, "{\"killed", StandardOpenOption.APPEND);
      file.append(line("2"));
      file.append(line("3"));
      Files.writeString(path, "4\n", StandardOpenOption.APPEND);
      file.append(line("5"));

      assertThat(Files.readString(path)).isEqualTo("1\n{\"killed\n2\n3\n4\n5\n");
      file.moveTo(target);
    }
    assertThat(Files.readString(target)).startsWith("{\"to\n1\n").endsWith("\n5\n");
  }

  @Test
  void whatIsRemovedIsMadeAgainOfWhatIsOpen() throws IOException {
    Path path = directory.resolve("home/run.jsonl");
    try (RunFile file = RunFile.open(path);
        FileChannel other = FileChannel.open(path, StandardOpenOption.APPEND)) {
      file.append(line("1"));
      Files.delete(path);
      Files.delete(path.getParent());
      file.append(line("2"));
      file.flush();
      other.write(line("other"));
      file.append(line("3"));
      file.flush();
      file.flush();

      assertThat(Files.readString(path)).isEqualTo("1\n2\n3\nother\n");
      assertThat(mode(path)).isEqualTo("rw-------");
      assertThat(file.size()).isEqualTo(12);
      assertThat(file.isOwner()).isTrue();
    }
  }

  @Test
  void whatIsRemovedTwiceIsMadeAgainTwice() throws IOException {
    Path path = directory.resolve("run.jsonl");
    try (RunFile file = RunFile.open(path)) {
      for (int i = 1; i <= 3; i++) {
        file.append(line(String.valueOf(i)));
        Files.delete(path);
        file.flush();
      }

      assertThat(Files.readString(path)).isEqualTo("1\n2\n3\n");
    }
  }

  @Test
  void aFileThatTookTheNameOfARemovedOneHasBoth() throws IOException {
    Path path = directory.resolve("run.jsonl");
    try (RunFile file = RunFile.open(path)) {
      file.append(line("1"));
      Files.delete(path);
      try (RunFile other = RunFile.open(path)) {
        other.append(line("other"));
      }
      file.append(line("2"));
      file.flush();
      file.flush();

      assertThat(Files.readString(path)).isEqualTo("other\n1\n2\n");
    }
  }

  @Test
  void whatCannotBeMadeAgainGoesElsewhere() throws IOException {
    Path path = directory.resolve("home/run.jsonl");
    Path target = directory.resolve("temporary/run.jsonl");
    try (RunFile file = RunFile.open(path)) {
      file.append(line("1"));
      Files.delete(path);
      Files.delete(path.getParent());
      Files.createFile(path.getParent());
      assertThatThrownBy(file::flush).isInstanceOf(IOException.class);
      file.moveTo(target);

      assertThat(Files.readString(target)).isEqualTo("1\n");
    }
  }

  @Test
  void itIsRemovedOnlyWhenNothingWasAddedSince() throws IOException {
    Path path = directory.resolve("run.jsonl");
    try (RunFile file = RunFile.open(path)) {
      file.append(line("{}"));

      assertThat(file.removeIfAlone(0)).isFalse();
      assertThat(path).exists();
      assertThat(file.removeIfAlone(3)).isTrue();
      assertThat(path).doesNotExist();
    }
  }

  @Test
  void aSpoolBecomesARunFileOrIsAddedToOne() throws IOException {
    Path target = directory.resolve("runs/run.jsonl");
    for (String text : new String[] {"{\"a\":1}", "{\"b\":2}"}) {
      try (RunFile file = RunFile.open(directory.resolve("spool/run.jsonl"))) {
        file.append(line(text));
        file.moveTo(target);
        assertThat(file.path()).isEqualTo(target);
      }
    }

    assertThat(Files.readString(target)).isEqualTo("{\"a\":1}\n{\"b\":2}\n");
    assertThat(directory.resolve("spool/run.jsonl")).doesNotExist();
    assertThat(mode(target)).isEqualTo("rw-------");
  }

  private static ByteBuffer line(String text) {
    return ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
