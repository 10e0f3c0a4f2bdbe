package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.config.ConfigPath.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigPathTest {
  private final Scene scene;
  private final Home home;
  private final Path users;
  private final Path projects;

  ConfigPathTest(@TempDir Path root) {
    scene = new Scene(root);
    home = new Home(scene.userHome.resolve(".clew"));
    users = home.configFile();
    projects = scene.project.resolve("clew.toml");
  }

  private List<ConfigPath> all(Map<String, String> environment) {
    return ConfigPath.all(null, scene.project.resolve("below"), home, environment);
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    assertThat(all(Map.of()))
        .containsExactly(
            new ConfigPath(scene.project.resolve("below/clew.toml"), Kind.PROJECT, false, true),
            new ConfigPath(users, Kind.USER, false, true));
  }

  @Test
  void theNearestProjectsFileGoesFirstAndNeedsTrust() throws IOException {
    scene.projectFile("logging.level = 'info'").usersFile("");
    ConfigPath user = new ConfigPath(users, Kind.USER, true, true);

    assertThat(all(Map.of()))
        .containsExactly(new ConfigPath(projects, Kind.PROJECT, true, false), user);
    assertThat(all(Map.of("CLEW_TRUST_PROJECT", "1")))
        .containsExactly(new ConfigPath(projects, Kind.PROJECT, true, true), user);
    new ProjectTrust(home).accept(Files.readAllBytes(projects));
    assertThat(all(Map.of()))
        .containsExactly(new ConfigPath(projects, Kind.PROJECT, true, true), user);
  }

  @Test
  void aNamedFileTakesThePlaceOfTheProjects() {
    scene.projectFile("");

    assertThat(ConfigPath.all(Path.of("ci.toml"), scene.project, home, Map.of()))
        .containsExactly(
            new ConfigPath(scene.project.resolve("ci.toml"), Kind.NAMED, false, true),
            new ConfigPath(users, Kind.USER, false, true));
  }

  @Test
  void theUsersOwnFileIsNoProjects() {
    scene.usersFile("");

    assertThat(ConfigPath.all(null, home.root(), home, Map.of()))
        .contains(new ConfigPath(users, Kind.USER, true, true));
  }

  @Test
  void whatIsNoFileIsNotReadUnlessItIsNamed() throws Exception {
    Files.createDirectories(scene.project);
    assertThat(new ProcessBuilder("mkfifo", projects.toString()).start().waitFor()).isZero();

    assertThat(all(Map.of())).extracting(ConfigPath::exists).containsExactly(false, false);
    assertThat(ConfigPath.all(projects, scene.project, home, Map.of()).getFirst().exists())
        .isTrue();
  }
}
