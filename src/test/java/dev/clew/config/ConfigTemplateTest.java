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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTemplateTest {
  /// What the template shows an example of because there is no default.
  private static final List<Key> EXAMPLES =
      List.of(
          Key.SERVICE_VERSION,
          Key.RESOURCE_ATTRIBUTES,
          Key.OTLP_ENDPOINT,
          Key.OTLP_PROTOCOL,
          Key.OTLP_HEADERS,
          Key.OTLP_CERTIFICATE,
          Key.OTLP_CLIENT_KEY,
          Key.OTLP_CLIENT_CERTIFICATE,
          Key.TRACING_ENDPOINT,
          Key.SERVE_STORE,
          Key.SERVE_ALLOW_HOSTS,
          Key.SERVE_ALLOW_ORIGINS,
          Key.SERVE_TLS_CERT,
          Key.SERVE_TLS_KEY,
          Key.REDACT);

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
    String template = new String(ConfigTemplate.content(), StandardCharsets.UTF_8);
    Path path = Path.of("clew.toml");
    TomlFile all =
        TomlFile.parse(
            path, template.replaceAll("(?m)^#(?! |$)", "").getBytes(StandardCharsets.UTF_8));
    Settings defaults = new Scene(root).load();

    assertThat(all.entries()).containsOnlyKeys(Key.values());
    for (Key key : Key.values()) {
      if (!EXAMPLES.contains(key)) {
        String shown = defaults.find(key.dotted()).getFirst().shown();
        assertThat(all.entries().get(key).text()).as(key.dotted()).isEqualTo(shown);
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
    assertThat(file).binaryContent().isEqualTo(ConfigTemplate.content());
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**/.clew*");
  }

  @Test
  void aLinkIsKept() throws IOException {
    Path real = Files.createDirectories(root.resolve("dotfiles")).resolve("clew.toml");
    Files.writeString(real, "mine");
    Path link = Files.createSymbolicLink(root.resolve("clew.toml"), real);

    ConfigTemplate.write(link, true);

    assertThat(link).isSymbolicLink();
    assertThat(real).binaryContent().isEqualTo(ConfigTemplate.content());
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
