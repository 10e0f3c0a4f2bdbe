package dev.clew.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.clew.agent.PermissionMemory;
import dev.clew.agent.PermissionRule.Effect;
import dev.clew.agent.ToolUse;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedPermissionsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.5Z");

  @TempDir Path temporary;
  private Path directory;
  private Path workspace;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void workspace() throws IOException {
    directory = temporary.resolve("home/permissions");
    workspace = Files.createDirectories(temporary.resolve("app"));
  }

  /// As another execution has it.
  private RememberedPermissions permissions() {
    return new RememberedPermissions(
        directory, Clock.fixed(NOW, ZoneOffset.UTC), text -> text.replace("hunter2", "[REDACTED]"));
  }

  private PermissionMemory memory() {
    return permissions().in(workspace, (code, detail) -> warnings.add(code + " " + detail));
  }

  private static ToolUse command(String tool, List<String> template, String... words) {
    List<String> origin = new ArrayList<>(List.of("command"));
    origin.addAll(template);
    return new ToolUse(tool, String.join(" ", words), true, origin, List.of(words));
  }

  private static final ToolUse TEST =
      command("sh", List.of("sh", "-c", "{line}"), "sh", "-c", "make test");

  @Test
  void anotherExecutionRecallsIt() {
    assertThat(memory().recall(TEST)).isNull();

    assertThat(memory().keep(TEST, true, false)).isTrue();

    assertThat(memory().recall(TEST)).isEqualTo(Effect.ALLOW);
    assertThat(warnings).isEmpty();
  }

  @Test
  void nothingElseIsAllowedByIt() throws IOException {
    memory().keep(TEST, true, false);
    List<String> template = List.of("sh", "-c", "{line}");

    // The same line, of other words.
    assertThat(memory().recall(command("sh", template, "sh", "-c", "make", "test"))).isNull();
    assertThat(memory().recall(command("sh", template, "sh", "-c", "make test; rm -rf /")))
        .isNull();
    // Another command of the same name, and the same of another name.
    assertThat(memory().recall(command("sh", List.of("sh", "{line}"), "sh", "-c", "make test")))
        .isNull();
    assertThat(memory().recall(command("test", template, "sh", "-c", "make test"))).isNull();
    // A tool of another kind that has its name and is called with the same.
    assertThat(
            memory()
                .recall(
                    new ToolUse("sh", TEST.subject(), true, List.of("builtin"), TEST.arguments())))
        .isNull();
    Path other = Files.createDirectories(temporary.resolve("other"));
    assertThat(permissions().in(other, (_, _) -> {}).recall(TEST)).isNull();
  }

  @Test
  void aStarIsNoPattern() {
    List<String> origin = List.of("builtin");
    memory().keep(new ToolUse("write_file", "*", true, origin, List.of("*")), true, false);

    assertThat(memory().recall(new ToolUse("write_file", "a", true, origin, List.of("a"))))
        .isNull();
  }

  @Test
  void aToolCanBeAllowedWhateverItIsCalledWith() {
    memory().keep(TEST, true, true);
    ToolUse other = command("sh", List.of("sh", "-c", "{line}"), "sh", "-c", "make check");

    assertThat(memory().recall(other)).isEqualTo(Effect.ALLOW);
    assertThat(permissions().all())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.rule()).isEqualTo("allow sh");
              assertThat(each.subject()).isNull();
            });

    memory().keep(other, false, false);
    assertThat(memory().recall(other)).isEqualTo(Effect.DENY);
    assertThat(memory().recall(TEST)).isEqualTo(Effect.ALLOW);
  }

  @Test
  void theLatestDecisionCounts() {
    memory().keep(TEST, true, false);
    memory().keep(TEST, false, false);

    assertThat(memory().recall(TEST)).isEqualTo(Effect.DENY);
    assertThat(permissions().all()).hasSize(1);
  }

  @Test
  void aLinkToTheWorkspaceIsTheWorkspace() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), workspace);
    memory().keep(TEST, true, false);

    assertThat(permissions().in(link, (_, _) -> {}).recall(TEST)).isEqualTo(Effect.ALLOW);
    Files.delete(link);
    Files.createSymbolicLink(link, Files.createDirectories(temporary.resolve("other")));
    assertThat(permissions().in(link, (_, _) -> {}).recall(TEST)).isNull();
  }

  @Test
  void itsFileIsTheUsersAloneAndHasNoSecret() throws IOException {
    memory().keep(command("login", List.of("login", "{p}"), "login", "hunter2"), true, false);

    try (Stream<Path> files = Files.list(directory)) {
      Path file = files.reduce((_, _) -> Path.of("two")).orElseThrow();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(file)
          .content()
          .contains("login [REDACTED]", "2026-03-01T10:00:00Z")
          .doesNotContain("hunter2");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void aDecisionThatCannotBeKeptIsSaid() throws IOException {
    Files.createDirectories(directory.getParent());
    Files.writeString(directory, "no directory");

    assertThat(memory().keep(TEST, true, false)).isFalse();
    assertThat(warnings).singleElement().asString().startsWith("E023 " + directory);
  }

  /// A denial that cannot be read must not become a question.
  @Test
  void aDamagedFileIsAnError() throws IOException {
    memory().keep(TEST, false, false);
    Path file;
    try (Stream<Path> files = Files.list(directory)) {
      file = files.findFirst().orElseThrow();
    }
    for (String content : List.of("", "{", "[]", "{\"decision\":\"ask\",\"tool\":\"sh\"}")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> memory().recall(TEST))
          .isInstanceOfSatisfying(
              ClewError.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.E108));
    }
  }

  @Test
  void whatIsRevokedIsAskedForAgain() {
    memory().keep(TEST, true, false);
    String id = permissions().all().getFirst().id();

    assertThatThrownBy(() -> permissions().revoke(id.substring(0, 3)))
        .isInstanceOf(ClewError.class);
    assertThatThrownBy(() -> permissions().revoke("../" + id)).isInstanceOf(ClewError.class);
    assertThat(permissions().revoke(permissions().all().getFirst().shortId())).isEqualTo(id);

    assertThat(memory().recall(TEST)).isNull();
    assertThat(permissions().all()).isEmpty();
  }

  /// Executions that decide the same at the same time, and others that look.
  @Test
  void executionsDecideAtTheSameTime() throws Exception {
    memory().keep(TEST, true, false);
    List<Callable<List<Effect>>> executions = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      boolean allowed = i % 2 == 0;
      ToolUse own = command("sh", List.of("sh", "-c", "{line}"), "sh", "-c", "make test-" + i);
      executions.add(
          () -> {
            PermissionMemory memory =
                permissions().in(workspace, (code, detail) -> fail(code + " " + detail));
            List<Effect> seen = new ArrayList<>();
            for (int each = 0; each < 50; each++) {
              assertThat(memory.keep(TEST, allowed, false)).isTrue();
              seen.add(memory.recall(TEST));
            }
            assertThat(memory.keep(own, allowed, false)).isTrue();
            return seen;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(executions.size())) {
      for (Future<List<Effect>> each : threads.invokeAll(executions)) {
        assertThat(each.get()).hasSize(50).isSubsetOf(Effect.ALLOW, Effect.DENY);
      }
    }

    assertThat(permissions().all()).hasSize(9);
    assertThat(permissions().all())
        .filteredOn(each -> each.effect() == Effect.DENY)
        .hasSizeBetween(4, 5);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).as("nothing half written is left").hasSize(9);
    }
  }
}
