package dev.clew.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever wrote a repository also wrote what lies in its `.git`.
@Timeout(20)
class GitRepositoryTest {
  private static final String SHA = "8d3f1b7c0e1f4a5b9c6d7e8f90a1b2c3d4e5f607";

  @TempDir Path directory;
  private Path project;
  private Path git;

  @BeforeEach
  void repository() throws IOException {
    project = directory.resolve("project");
    git = project.resolve(".git");
    Files.createDirectories(git.resolve("refs/heads"));
    Files.createDirectories(git.resolve("objects"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(git.resolve("refs/heads/main"), SHA + "\n");
    Files.writeString(directory.resolve("private"), "hunter2\n");
  }

  private Map<String, String> described() {
    return PipelineRun.of(Map.of(), project).attributes();
  }

  @Test
  void branchAndCommit() {
    assertThat(described())
        .containsOnly(
            Map.entry("vcs.ref.head.name", "main"),
            Map.entry("vcs.ref.type", "branch"),
            Map.entry("vcs.ref.head.revision", SHA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ref: refs/heads/../../../private",
        "ref: refs/heads/./main",
        "ref: refs/heads/a..b",
        "ref: refs/heads/.hidden",
        "ref: refs/heads/a.lock",
        "ref: refs/heads//main",
        "ref: refs/heads/main/",
        "ref: refs/heads/a b",
        "ref: refs/heads/a\u0007b",
        "ref: refs/heads/a@{1}",
        "ref: refs/heads/a\\b",
        "ref: refs/heads/",
        "root:x:0:0:root:/root:/bin/bash",
        "ref: /etc/passwd",
        "",
      })
  void onlyIdsAndNamesThatGitAcceptsAreRecorded(String head) throws IOException {
    Files.writeString(git.resolve("HEAD"), head + "\n");

    assertThat(described()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/owner/name.git",
        "\"https://example.com/owner/name.git\"",
        "https://example.com/owner/name.git?depth=1",
        "git@example.com:owner/name.git",
      })
  void ownerAndName(String url) throws IOException {
    Files.writeString(git.resolve("config"), "[remote \"origin\"]\n\turl = " + url + "\n");

    assertThat(described())
        .containsEntry("vcs.owner.name", "owner")
        .containsEntry("vcs.repository.name", "name")
        .containsEntry("vcs.repository.url.full", url.replace("\"", ""));
  }

  @Test
  void aHeadOfAnySizeIsNotRead() throws IOException {
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/" + "x".repeat(5000));
    assertThat(described()).isEmpty();
  }

  @Test
  void noLinkLeadsOut() throws IOException {
    Path elsewhere = Files.writeString(directory.resolve("sha"), SHA);
    for (String name : new String[] {"HEAD", "refs/heads/main", "config", "packed-refs"}) {
      Files.deleteIfExists(git.resolve(name));
      Files.createSymbolicLink(git.resolve(name), elsewhere);
    }
    assertThat(described()).isEmpty();

    Files.delete(git.resolve("HEAD"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    assertThat(described()).doesNotContainKey("vcs.ref.head.revision");

    Files.delete(git.resolve("refs/heads/main"));
    Files.delete(git.resolve("refs/heads"));
    Path heads = Files.createDirectories(directory.resolve("heads"));
    Files.writeString(heads.resolve("main"), SHA);
    Files.createSymbolicLink(git.resolve("refs/heads"), heads);
    assertThat(described()).doesNotContainKey("vcs.ref.head.revision");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "refs/heads/main", "packed-refs", "config"})
  void aPipeIsNotWaitedFor(String name) throws IOException, InterruptedException {
    Files.deleteIfExists(git.resolve(name));
    assertThat(new ProcessBuilder("mkfifo", git.resolve(name).toString()).start().waitFor())
        .isZero();

    assertThat(described()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aRepositoryThatIsAPipeIsNone() throws IOException, InterruptedException {
    Path other = Files.createDirectories(directory.resolve("other"));
    new ProcessBuilder("mkfifo", other.resolve(".git").toString()).start().waitFor();

    assertThat(PipelineRun.of(Map.of(), other).attributes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fänger/日本", "emoji-\uD83D\uDE00"})
  void branchesWithAnyName(String branch) throws IOException {
    Path ref = git.resolve("refs/heads/" + branch);
    Files.createDirectories(ref.getParent());
    Files.writeString(ref, SHA + "\n");
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/" + branch + "\n");
    assertThat(described())
        .containsEntry("vcs.ref.head.name", branch)
        .containsEntry("vcs.ref.head.revision", SHA);

    Files.delete(ref);
    Files.writeString(git.resolve("packed-refs"), SHA + " refs/heads/" + branch + "\n");
    assertThat(described()).containsEntry("vcs.ref.head.revision", SHA);
  }

  @Test
  void aWorkTreeAndASubmodule() throws IOException {
    Path tree = Files.createDirectories(git.resolve("worktrees/w"));
    Files.writeString(tree.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(tree.resolve("commondir"), "../..\n");
    assertThat(pointingTo("gitdir: ../project/.git/worktrees/w\n"))
        .containsEntry("vcs.ref.head.revision", SHA);

    Path module = git.resolve("modules/m");
    Files.createDirectories(module.resolve("objects"));
    Files.createDirectories(module.resolve("refs"));
    Files.writeString(module.resolve("HEAD"), SHA + "\n");
    assertThat(pointingTo("gitdir: " + module + "\n")).containsEntry("vcs.ref.head.revision", SHA);
  }

  @Test
  void aRepositoryElsewhereLooksLikeOne() throws IOException {
    Path secrets = Files.createDirectories(directory.resolve("secrets"));
    Files.writeString(secrets.resolve("HEAD"), SHA + "\n");
    assertThat(pointingTo("gitdir: ../secrets\n")).isEmpty();
    assertThat(pointingTo("gitdir: ../missing\n")).isEmpty();
    assertThat(pointingTo("gitdir: \0\n")).isEmpty();
    Files.writeString(secrets.resolve("commondir"), "/etc\n");
    assertThat(pointingTo("gitdir: ../secrets\n")).isEmpty();
  }

  private Map<String, String> pointingTo(String file) throws IOException {
    Path work = Files.createDirectories(directory.resolve("work"));
    Files.write(work.resolve(".git"), file.getBytes(StandardCharsets.UTF_8));
    return PipelineRun.of(Map.of(), work).attributes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "https://x/\u001b[31m", "LONG"})
  void onlyAnAddressIsRecordedAsOne(String url) throws IOException {
    Files.writeString(
        git.resolve("config"),
        "[remote \"origin\"]\n url = " + url.replace("LONG", "x".repeat(3000)) + "\n");

    assertThat(described()).doesNotContainKey("vcs.repository.url.full");
  }
}
