package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.config.ModelSettings.Price;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSettingsTest {
  @TempDir Path root;
  private Scene scene;

  @BeforeEach
  void prepare() {
    scene = new Scene(root);
  }

  @Test
  void withoutATableThereIsNone() {
    assertThat(scene.load().models().prices()).isEmpty();
  }

  @Test
  void aPriceHasInputAndOutput() {
    Settings settings =
        scene
            .usersFile(
                """
                [models.prices."gpt-5"]
                input = 1.25
                output = 10
                cache_read = 0.125
                [models.prices.'claude.sonnet 4']
                input = 3
                output = 15
                cache_write = 3.75
                """)
            .load();

    assertThat(settings.models().prices())
        .containsEntry("gpt-5", new Price(1.25, 10, 0.125, 1.25))
        .containsEntry("claude.sonnet 4", new Price(3, 15, 3, 3.75))
        .hasSize(2);
    assertThat(settings.find("models.prices").getFirst().shown())
        .isEqualTo("claude.sonnet 4, gpt-5");
  }

  @Test
  void eachModelsCountsWhereItIsFirst() {
    Settings settings =
        scene
            .usersFile(
                "[models.prices]\na = { input = 1, output = 1 }\nb = { input = 1, output = 1 }")
            .trustedFile("[models.prices]\nb = { input = 2, output = 2 }")
            .load();

    assertThat(settings.models().prices().get("a").input()).isOne();
    assertThat(settings.models().prices().get("b").input()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m = 3                              | E005
          m = { input = 1 }                  | E005
          m = { input = 1, output = "dear" } | E005
          m = { input = 1, output = -1 }     | E005
          m = { input = 1, output = nan }    | E005
          m = { in = 1, output = 1 }         | E002
          """)
  void aWrongPriceIsAnError(String toml, ErrorCode code) {
    scene.usersFile("[models.prices]\n" + toml);

    assertThatThrownBy(scene::load)
        .isInstanceOfSatisfying(ClewError.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("clew.toml:");
  }
}
