package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+)\\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final String page;

  SettingsReferenceTest() throws IOException {
    page = Files.readString(Path.of("docs/reference/settings.md"));
  }

  @Test
  void namesNoOtherKey() {
    assertThat(
            FIRST_CELL
                .matcher(page)
                .results()
                .flatMap(cell -> CODE.matcher(cell.group(1)).results())
                .map(name -> name.group(1)))
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Key.values()).map(Key::dotted).toList());
  }

  @Test
  void namesEveryKeyAndVariable() {
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
