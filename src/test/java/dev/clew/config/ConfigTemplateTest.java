package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTemplateTest {
  @TempDir Path root;

  @Test
  void changesNothingUntilItIsEdited() {
    Scene plain = new Scene(root.resolve("plain"));
    Scene written = new Scene(root.resolve("written"));
    ConfigTemplate.write(written.userHome.resolve(".clew/clew.toml"), false);

    assertThat(written.load().telemetry()).isEqualTo(plain.load().telemetry());
    assertThat(written.load().warnings()).isEmpty();
  }

  @Test
  void holdsEveryKeyWithItsDefault() {
    String template = ConfigTemplate.content();
    String values = template.replaceAll("(?m)^#(?! |$)", "");
    TomlFile all =
        TomlFile.parse(
            Path.of("clew.toml"), values.getBytes(StandardCharsets.UTF_8), SettingSource.USER);
    Settings defaults = new Scene(root).load();

    assertThat(all.source().values())
        .containsOnlyKeys(SettingTable.keys().stream().map(Setting::key).toList());
    for (Setting<?> key : SettingTable.keys()) {
      if (!ConfigTemplate.texts().containsKey(key.key() + ".example")) {
        String shown = defaults.find(key.key()).getFirst().shown();
        assertThat(Objects.requireNonNull(all.get(key)).text())
            .as(key.key())
            .isEqualTo(shown.replaceFirst(",.*4318$", ""));
      }
    }
  }

  @Test
  void isTheUsersAloneAndReplacedOnlyByForce() throws IOException {
    Path file = root.resolve("home/clew.toml");
    ConfigTemplate.write(file, false);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    Files.writeString(file, "mine");

    ClewError error =
        catchThrowableOfType(ClewError.class, () -> ConfigTemplate.write(file, false));

    assertThat(error.code()).isEqualTo(ErrorCode.E007);
    assertThat(file).hasContent("mine");
    ConfigTemplate.write(file, true);
    assertThat(file).hasContent(ConfigTemplate.content());
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**/.clew*");
  }

  @Test
  void aLinkIsKept() throws IOException {
    Path real = Files.createDirectories(root.resolve("dotfiles")).resolve("clew.toml");
    Files.writeString(real, "mine");
    Path link = Files.createSymbolicLink(root.resolve("clew.toml"), real);

    ConfigTemplate.write(link, true);

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent(ConfigTemplate.content());
  }

  @Test
  void aDirectoryThatCannotBeMadeIsSaid() throws IOException {
    Files.writeString(root.resolve("file"), "");

    ClewError error =
        catchThrowableOfType(
            ClewError.class, () -> ConfigTemplate.write(root.resolve("file/clew.toml"), false));

    assertThat(error.code()).isEqualTo(ErrorCode.E023);
  }
}
