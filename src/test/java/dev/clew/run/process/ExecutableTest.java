package dev.clew.run.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.posix.FileAccess;
import dev.clew.posix.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableTest {
  private final FileAccess files = new FileAccess(new Libc());
  @TempDir Path directory;

  @Test
  void theFirstExecutableOfThePathIsFound() throws IOException {
    file("a/tool", "rw-r--r--");
    Path tool = file("b/tool", "rwxr-xr-x");

    assertThat(find("tool")).isEqualTo(new Executable.Found(tool.toString()));
    assertThat(find("./b/tool")).isEqualTo(new Executable.Found("./b/tool"));
  }

  @Test
  void aFileWithoutPermissionIsNotExecutable() throws IOException {
    Path tool = file("a/tool", "rw-r--r--");

    assertThat(find("tool")).isEqualTo(new Executable.NotExecutable(tool.toString(), false));
    assertThat(find("./a")).isEqualTo(new Executable.NotExecutable("./a", true));
  }

  @Test
  void whatIsNowhereIsNotFound() {
    assertThat(find("nothing")).isEqualTo(new Executable.NotFound());
    assertThat(find("./nothing")).isEqualTo(new Executable.NotFound());
    assertThat(find("")).isEqualTo(new Executable.NotFound());
  }

  /// An empty entry of PATH is the current directory, whose name nothing needs to know.
  @Test
  void theCurrentDirectoryHasNoName() throws IOException {
    file("tool", "rwxr-xr-x");

    assertThat(Executable.find(files, "tool", "/nowhere:", directory.toString()))
        .isEqualTo(new Executable.Found("./tool"));
    assertThat(Executable.find(files, "pom.xml", "", null))
        .isEqualTo(new Executable.NotExecutable("./pom.xml", false));
  }

  private Executable find(String program) {
    return Executable.find(
        files,
        program,
        directory.resolve("a") + ":" + directory.resolve("b"),
        directory.toString());
  }

  private Path file(String name, String mode) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
