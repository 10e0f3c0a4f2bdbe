package dev.clew.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.config.ConfigPath;
import dev.clew.config.Home;
import dev.clew.config.ProjectTrust;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceCatalogTest {
  @TempDir Path root;

  private Path project;
  private Home home;

  @BeforeEach
  void directories() throws IOException {
    project = Files.createDirectories(root.resolve("project"));
    home = new Home(Files.createDirectories(root.resolve("user/.clew")));
  }

  private WorkspaceCatalog catalog() {
    var paths = ConfigPath.all(null, project, home, Map.of());
    return new WorkspaceCatalog(paths, home, root.resolve("user"));
  }

  private Workspace workspace(String name, @Nullable Path directory, String... command) {
    return new Workspace(
        name, List.of(command), directory, null, Map.of(), null, null, catalog().file(name));
  }

  private void trusted(String toml) throws IOException {
    Files.writeString(project.resolve("clew.toml"), toml);
    new ProjectTrust(home).acceptNearest(project);
  }

  @Test
  void whatIsCreatedIsReadBack() throws IOException {
    var made =
        new Workspace(
            "api-1.x",
            List.of("sh", "-c", "echo 'it''s' \"$1\" \\ \t\n# é \u0001 ]]"),
            root.resolve("a b/ü"),
            "debian:12",
            Map.of("PLAIN", "1", "a.b \"quoted\"", "two\nlines = '''x'''"),
            "claude",
            "anthropic",
            catalog().file("api-1.x"));

    Path file = catalog().create(made);

    assertThat(catalog().get("api-1.x")).isEqualTo(made);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.list(home.workspaces())).containsExactly(file);
  }

  @Test
  void theProjectsFileGoesFirst() throws IOException {
    Files.writeString(home.configFile(), "workspace.api.command = 'mine'\nworkspace.b.image='i'");
    catalog().create(workspace("only", null, "true"));
    trusted("[workspace.api]\ncommand = ['make', 'serve']\ndirectory = 'sub'\n[workspace.web]\n");

    WorkspaceCatalog catalog = catalog();

    assertThat(catalog.all())
        .extracting(Workspace::name)
        .containsExactly("api", "b", "only", "web");
    assertThat(catalog.get("api").command()).containsExactly("make", "serve");
    assertThat(catalog.get("api").directory()).isEqualTo(project.resolve("sub"));
    assertThat(catalog.get("web").directory()).isEqualTo(project);
  }

  @Test
  void aLineIsForTheShellAndATildeIsTheUsersHome() throws IOException {
    Files.writeString(
        home.configFile(), "[workspace.api]\ncommand = 'make && echo ok'\ndirectory = '~/src'\n");

    assertThat(catalog().get("api").command()).containsExactly("sh", "-c", "make && echo ok");
    assertThat(catalog().get("api").directory()).isEqualTo(root.resolve("user/src"));
  }

  @Test
  void aStrangersFileOffersNothingUntilItIsTrusted() throws IOException {
    Files.writeString(
        project.resolve("clew.toml"), "[workspace.api]\ncommand = 'rm -rf ~'\n[workspace.mine]\n");
    catalog().create(workspace("mine", null, "true"));

    assertThat(catalog().all()).extracting(Workspace::name).containsExactly("mine");
    assertThat(catalog().get("mine").command()).containsExactly("true");
    assertThat(catalog().untrusted()).containsOnlyKeys("api", "mine");
    assertThatThrownBy(() -> catalog().get("api")).satisfies(code(ErrorCode.E006));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [workspace.api]\\ncomand = 'x'           | E002 | line 2; the keys here are
          [workspace.api]\\n\\ncommand = [1]       | E005 | line 3, has to be an array of texts
          [workspace.api]\\ncommand = []           | E005 | a program and its arguments
          [workspace.api]\\ncommand = true         | E005 | a text in quotes
          [workspace.api]\\ndirectory = 'relative' | E005 | an absolute path or one that begins with ~/
          [workspace.api]\\nenvironment = 'A=b'    | E005 | line 2, has to be a table
          [workspace.api.environment]\\nA = [1]    | E005 | has to be a text
          [workspace.api.environment]\\n'A=B' = 'c' | E005 | a table of variables
          workspace = 'api'                        | E005 | has to be a table
          [workspace.'../x']                       | E005 | is no name of a workspace
          """)
  void aMistakeIsNamedWithItsLine(String toml, ErrorCode code, String detail) throws IOException {
    Files.writeString(home.configFile(), toml.replace("\\n", "\n"));

    assertThatThrownBy(() -> check(catalog()))
        .satisfies(code(code))
        .satisfies(error -> assertThat(((ClewError) error).detail()).contains(detail));
  }

  private static void check(WorkspaceCatalog catalog) {
    for (ClewError mistake : catalog.broken().values()) {
      throw mistake;
    }
  }

  @Test
  void aMistakeSpoilsOneWorkspace() throws IOException {
    catalog().create(workspace("good", null, "true"));
    Path bad = Files.writeString(catalog().file("bad"), "command = [");
    Files.createDirectory(catalog().file("folder"));
    Files.writeString(home.configFile(), "[workspace.good]\ncomand = 'x'\n");

    assertThat(catalog().all()).isEmpty();
    assertThat(catalog().broken()).containsOnlyKeys("bad", "folder", "good");
    assertThatThrownBy(() -> catalog().get("bad")).satisfies(code(ErrorCode.E003));
    assertThatThrownBy(() -> catalog().get("good")).satisfies(code(ErrorCode.E002));
    assertThat(catalog().own("bad")).isEqualTo(bad);
    assertThat(catalog().delete("bad")).doesNotExist();
  }

  @Test
  void aNameThatIsTakenStays() throws IOException {
    catalog().create(workspace("api", null, "old"));
    trusted("[workspace.web]\n");

    assertThatThrownBy(() -> catalog().create(workspace("api", null, "new")))
        .satisfies(code(ErrorCode.E027));
    assertThatThrownBy(() -> catalog().create(workspace("web", null, "new")))
        .satisfies(code(ErrorCode.E027));
    assertThatThrownBy(() -> catalog().create(workspace("../web", null, "new")))
        .satisfies(code(ErrorCode.E005));
    assertThat(catalog().get("api").command()).containsExactly("old");
  }

  @Test
  void whatWasWrittenByHandIsNotRewritten() throws IOException {
    Path file = catalog().create(workspace("api", null, "old"));
    catalog().replace(workspace("api", null, "newer"));
    assertThat(catalog().get("api").command()).containsExactly("newer");

    Files.writeString(file, "# why it is so\ncommand = ['old']\n");

    assertThatThrownBy(() -> catalog().replace(workspace("api", null, "newest")))
        .satisfies(code(ErrorCode.E028));
    assertThat(Files.readString(file)).startsWith("# why");
  }

  @Test
  void anEditWithAMistakeChangesNothing() throws IOException {
    Path file = catalog().create(workspace("api", null, "old"));
    byte[] before = Files.readAllBytes(file);
    Path edited = Files.writeString(root.resolve("edited"), "command = [");

    assertThatThrownBy(() -> catalog().replace("api", before, edited))
        .satisfies(code(ErrorCode.E003));
    assertThat(Files.readString(file)).contains("old");

    Files.writeString(edited, "# a comment\ncommand = ['new']\n");
    catalog().replace("api", before, edited);
    assertThat(Files.readString(file)).isEqualTo("# a comment\ncommand = ['new']\n");

    // What was read when the editing began is not there any more.
    assertThatThrownBy(() -> catalog().replace("api", before, edited))
        .satisfies(code(ErrorCode.E028));
  }

  @Test
  void aStrangersMistakeTakesNothingAway() throws IOException {
    catalog().create(workspace("api", null, "true"));
    for (String toml : List.of("workspace = 3", "workspace = []", "workspace = 'x'")) {
      Files.writeString(project.resolve("clew.toml"), toml + "\n");
      assertThat(catalog().get("api").command()).as(toml).containsExactly("true");
    }
    trusted("workspace = 3\n");
    assertThatThrownBy(this::catalog).satisfies(code(ErrorCode.E005));
  }

  @Test
  void anImageThatLooksLikeAnOptionIsAMistakeOfItsFile() throws IOException {
    trusted("[workspace.api]\nimage = '--privileged'\n");

    assertThat(catalog().broken()).containsOnlyKeys("api");
    assertThatThrownBy(() -> catalog().get("api")).satisfies(code(ErrorCode.E005));
  }

  @Test
  void whateverHasTheNameOfAWorkspaceIsDeleted() throws IOException {
    Files.createDirectories(home.workspaces());
    Path link = home.workspaces().resolve("api.toml");
    Files.createSymbolicLink(link, Path.of("nowhere"));

    assertThat(catalog().delete("api")).isEqualTo(link);
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void aNameLeadsNowhereElse() throws IOException {
    Files.createDirectories(home.workspaces());
    Files.writeString(home.configFile(), "");
    trusted("[workspace.'../clew']\ncommand = 'true'\n");

    assertThatThrownBy(() -> catalog().delete("../clew")).satisfies(code(ErrorCode.E005));
    assertThatThrownBy(() -> catalog().own("../clew")).satisfies(code(ErrorCode.E005));
    assertThat(home.configFile()).exists();
  }

  @Test
  void onlyAFileOfItsOwnIsDeleted() throws IOException {
    Path file = catalog().create(workspace("api", null, "true"));
    trusted("[workspace.web]\n");

    assertThat(catalog().delete("api")).isEqualTo(file).doesNotExist();
    assertThatThrownBy(() -> catalog().delete("web")).satisfies(code(ErrorCode.E028));
    assertThatThrownBy(() -> catalog().delete("api"))
        .satisfies(code(ErrorCode.E026))
        .hasMessageContaining("the nearest name is web");
  }

  @Test
  void theDirectoryChooses() throws IOException {
    trusted("[workspace.web]\n[workspace.test]\n[workspace.sub]\ndirectory = 'sub'\n");
    catalog().create(workspace("above", root, "true"));

    assertThat(choose(project.resolve("sub/deeper"), "")).isEqualTo("sub cwd");
    assertThat(choose(root, "web")).isEqualTo("above cwd");
    assertThat(choose(project, "test")).isEqualTo("test last");
    assertThat(choose(Path.of("/"), "web")).isEqualTo("web last");
    assertThatThrownBy(() -> choose(project, "sub"))
        .satisfies(code(ErrorCode.E026))
        .hasMessageContaining("test, web");
    assertThatThrownBy(() -> choose(Path.of("/"), "gone")).satisfies(code(ErrorCode.E026));
  }

  private String choose(Path directory, String last) {
    Choice choice = new WorkspaceChooser(catalog(), last).unnamed(directory);
    return choice.workspace().name() + " " + choice.how().label();
  }

  @Test
  void theLastIsRemembered() {
    var last = new LastWorkspace(home);
    assertThat(last.name()).isEmpty();

    last.note(workspace("api", null, "true"));
    last.note(workspace("web", null, "true"));

    assertThat(new LastWorkspace(home).name()).isEqualTo("web");
  }

  private static org.assertj.core.api.ThrowingConsumer<Throwable> code(ErrorCode code) {
    return error -> {
      assertThat(error).isInstanceOf(ClewError.class);
      assertThat(((ClewError) error).code()).isEqualTo(code);
    };
  }
}
