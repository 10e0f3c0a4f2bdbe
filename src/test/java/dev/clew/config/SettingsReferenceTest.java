package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
  @Test
  void namesEveryKeyAndVariable() throws IOException {
    String page = Files.readString(Path.of("docs/reference/settings.md"));

    for (Key key : Key.values()) {
      assertThat(page).contains("`" + key.dotted() + "`");
    }
    for (String variable : Variables.ALL) {
      // A signal's own variables are described as a group.
      if (!variable.matches("OTEL_EXPORTER_OTLP_(TRACES|METRICS|LOGS)_.*")) {
        assertThat(page).contains("`" + variable + "`");
      }
    }
  }
}
