package dev.clew.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableTest {
  @TempDir Path directory;

  @Test
  void theFirstExecutableOfThePathIsFound() throws IOException {
    file("a/tool", "rw-r--r--");
    Path tool = file("b/tool", "rwxr-xr-x");

    assertThat(find("tool")).isEqualTo(new Executable.Found(tool));
    assertThat(find("./b/tool")).isInstanceOf(Executable.Found.class);
  }

  @Test
  void aFileWithoutPermissionIsNotExecutable() throws IOException {
    Path tool = file("a/tool", "rw-r--r--");

    assertThat(find("tool")).isEqualTo(new Executable.NotExecutable(tool));
    assertThat(find("./a")).isInstanceOf(Executable.NotExecutable.class);
  }

  @Test
  void whatIsNowhereIsNotFound() {
    assertThat(find("nothing")).isEqualTo(new Executable.NotFound());
    assertThat(find("./nothing")).isEqualTo(new Executable.NotFound());
    assertThat(find("")).isEqualTo(new Executable.NotFound());
  }

  private Executable find(String program) {
    return Executable.find(
        program, directory.resolve("a") + ":" + directory.resolve("b"), directory);
  }

  private Path file(String name, String mode) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
