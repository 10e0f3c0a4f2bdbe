package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.error.ClewError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFindTest {
  @TempDir Path root;

  @Test
  void aKeyIsItselfAndATableAllBelowIt() {
    Settings settings = new Scene(root).load();

    assertThat(settings.find("recording"))
        .extracting(Settings.Value::key)
        .containsExactly("recording.redact", "recording.keep_runs", "recording.keep_days");
    assertThat(settings.find("CLEW_HOME")).hasSize(1);
    assertThat(
            catchThrowableOfType(ClewError.class, () -> settings.find("recording.keep")).detail())
        .isEqualTo("\"recording.keep\" is no setting; the nearest key is recording.redact.");
  }

  @Test
  void everyKeyIsListed() {
    assertThat(new Scene(root).load().values())
        .extracting(Settings.Value::key)
        .containsAll(Settings.keys());
  }
}
