package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew models` as a user meets it.
class ModelsTest {
  @TempDir Path root;

  private Program clew() {
    return new Program(root).with("CLEW_HOME", root.resolve("home").toString());
  }

  @Test
  void withoutPricesItSaysHowToSetThem() {
    Ended ended = clew().run("models", "prices");

    assertThat(ended.code()).isZero();
    assertThat(ended.text()).isEmpty();
    assertThat(ended.err()).contains("no model has a price", "[models.prices]");
  }

  @Test
  void pricesAreThoseOfTheUsersFile() throws IOException {
    Files.createDirectories(root.resolve("home"));
    Files.writeString(
        root.resolve("home/clew.toml"),
        "[models.prices.'gpt-5']\ninput = 1.25\noutput = 10\ncache_read = 0.125\n");
    Files.writeString(
        root.resolve("clew.toml"), "[models.prices]\nfree = { input = 0, output = 0 }\n");

    Ended untrusted = clew().run("models", "prices");
    assertThat(untrusted.text())
        .isEqualTo("MODEL\tINPUT\tOUTPUT\tCACHE READ\tCACHE WRITE\ngpt-5\t1.25\t10\t0.125\t1.25\n");
    assertThat(untrusted.err()).contains("[E006]", "models.prices");
    assertThat(clew().with("CLEW_TRUST_PROJECT", "1").run("models", "-o", "json").text())
        .isEqualTo(
            "[{\"model\":\"free\",\"input\":0.0,\"output\":0.0,\"cacheRead\":0.0,\"cacheWrite\":0.0},"
                + "{\"model\":\"gpt-5\",\"input\":1.25,\"output\":10.0,\"cacheRead\":0.125,\"cacheWrite\":1.25}]\n");
  }
}
