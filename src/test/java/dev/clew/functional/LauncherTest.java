package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The launcher over the jar takes the AOT cache where it fits, and runs without a word where it
/// does not.
class LauncherTest {
  private static final String MAPPED =
      "if grep -q clew.aot /proc/$PPID/maps; then echo used; else echo unused; fi";

  @TempDir Path home;
  private Path built;
  private @Nullable Path jar;

  /// What may have become of a cache.
  enum Cache {
    AS_BUILT,
    OF_ANOTHER_TIME,
    OLDER_THAN_THE_JAR,
    CUT_OFF,
    EMPTY,
    NOISE,
    UNREADABLE,
    A_DIRECTORY,
    GONE
  }

  @BeforeEach
  void isOverTheJar() throws IOException {
    assumeFalse(Program.isNative(), "the binary needs no launcher");
    built = Program.path().toRealPath().getParent();
  }

  @AfterEach
  void unlink() throws IOException {
    if (jar != null) {
      Files.deleteIfExists(jar);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverBecameOfTheCacheItRuns(Cache state) throws IOException {
    Path launcher = installed(home.resolve("lib"));
    Path cache = launcher.resolveSibling("clew.aot");
    damage(cache, state);

    Program.Ended ended = run(launcher, "run", "--", "sh", "-c", MAPPED + "; exit 3");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.text()).isEqualTo(state == Cache.AS_BUILT ? "used\n" : "unused\n");
  }

  private static void damage(Path cache, Cache state) throws IOException {
    FileTime time = Files.getLastModifiedTime(cache);
    switch (state) {
      case AS_BUILT -> {}
      case OF_ANOTHER_TIME -> {
        Files.setLastModifiedTime(cache, FileTime.fromMillis(time.toMillis() + 60_000));
        return;
      }
      case OLDER_THAN_THE_JAR -> {
        Files.setLastModifiedTime(cache, FileTime.fromMillis(time.toMillis() - 60_000));
        return;
      }
      case CUT_OFF -> Files.write(cache, Arrays.copyOf(Files.readAllBytes(cache), 1_000_000));
      case EMPTY -> Files.write(cache, new byte[0]);
      case NOISE -> {
        byte[] noise = new byte[1_000_000];
        new Random(25).nextBytes(noise);
        Files.write(cache, noise);
      }
      case UNREADABLE -> {
        // Not for root, who reads it all the same: a link to itself nobody can open.
        Files.delete(cache);
        Files.createSymbolicLink(cache, cache);
        return;
      }
      case A_DIRECTORY -> {
        Files.delete(cache);
        Files.createDirectory(cache);
      }
      case GONE -> {
        Files.delete(cache);
        return;
      }
    }
    Files.setLastModifiedTime(cache, time);
  }

  @Test
  void theCommandGetsNoVariableThatTheCallerDidNotExport() throws IOException {
    Program clew = new Program(home);
    String run = " CLEW_HOME=" + home + " " + Program.path() + " run -- env";

    assertThat(clew.end(clew.shell("exec env -i" + run)).text())
        .doesNotContain("\nPWD=")
        .doesNotStartWith("PWD=");
    assertThat(clew.end(clew.shell("exec env -i PWD=$PWD" + run)).text()).contains("PWD=");
  }

  @Test
  void itLiesAnywhere() throws IOException {
    Path launcher = installed(home.resolve("a b/l'été \"x\""));
    Path link = Files.createSymbolicLink(home.resolve("c l"), launcher);

    for (Path program : List.of(launcher, link)) {
      for (String locale : List.of("C", "C.UTF-8")) {
        Program clew = new Program(home).with("LC_ALL", locale);
        Program.Ended ended = run(clew, program, "run", "--", "sh", "-c", MAPPED);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.text()).isEqualTo("used\n");
      }
    }
  }

  @Test
  void aDirectoryThatNobodyMayWriteToIsEnough() throws IOException {
    Path launcher = installed(home.resolve("lib"));
    Files.setPosixFilePermissions(
        launcher.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertThat(run(launcher, "--version").text()).startsWith("clew ");
    } finally {
      Files.setPosixFilePermissions(
          launcher.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void anotherJavaServesWhereThatOfTheBuildIsGone() throws IOException {
    Path launcher = installed(home.resolve("lib"));
    Files.writeString(
        launcher,
        Files.readString(launcher).replaceAll("'/[^']*/bin/java'", "'/no/such/jdk/bin/java'"));
    Path old = java(home.resolve("old jdk"), "21.0.9");
    Path late = java(home.resolve("late jdk"), "26");

    Program clew = new Program(home).with("JAVA_HOME", late.toString());
    assertThat(run(clew, launcher, "--version").text()).startsWith(late + " ").contains("-cp ");

    clew.with("JAVA_HOME", old.toString()).with("PATH", late + "/bin:" + System.getenv("PATH"));
    assertThat(run(clew, launcher, "--version").text()).startsWith(late + " ");

    clew.with("CLEW_JAVA", old + "/bin/java");
    assertThat(run(clew, launcher, "--version").text()).startsWith(old + " ");
  }

  /// Something that is called a Java and prints where it lies and what it is given.
  private static Path java(Path jdk, String version) throws IOException {
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    Path java = Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho '" + jdk + "' \"$*\"");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return jdk;
  }

  /// A copy of what was built; the jar, which is large and stays as it is, is linked.
  private Path installed(Path directory) throws IOException {
    Files.createDirectories(directory);
    jar = directory.resolve("clew-runner.jar");
    Files.createSymbolicLink(jar, built.resolve("clew-runner.jar"));
    for (String name : List.of("clew", "clew.aot")) {
      Files.copy(built.resolve(name), directory.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
    return directory.resolve("clew");
  }

  private Program.Ended run(Path launcher, String... arguments) throws IOException {
    return run(new Program(home), launcher, arguments);
  }

  private static Program.Ended run(Program clew, Path launcher, String... arguments)
      throws IOException {
    return clew.end(
        clew.start(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList()));
  }
}
