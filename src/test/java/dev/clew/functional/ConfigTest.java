package dev.clew.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew config` as a user meets it.
class ConfigTest {
  @TempDir Path root;

  /// The user's `.clew` is not the working directory, which [Program] makes of its home.
  private Program clew() {
    return new Program(root).with("CLEW_HOME", root.resolve("home").toString());
  }

  @Test
  void fromNothingToATrustedProject() throws IOException {
    assertThat(clew().run("config", "init").err()).contains(root + "/home/clew.toml is written");
    assertThat(clew().run("config", "init").code()).isEqualTo(1);
    assertThat(clew().run("config", "init", "--project").code()).isZero();
    Files.writeString(
        root.resolve("clew.toml"), "[telemetry.otlp]\nendpoint = 'http://127.0.0.1:9'\n");

    Ended untrusted = clew().run("config", "show", "telemetry.otlp.endpoint");
    assertThat(untrusted.text()).isEqualTo("telemetry.otlp.endpoint  -  (default)\n");
    assertThat(untrusted.err()).contains("[E006]").contains("(line 2)");
    assertThat(clew().run("config", "path", "-o", "json").text())
        .isEqualTo(
            "[{\"path\":\"%s/clew.toml\",\"kind\":\"project\",\"exists\":true,\"trusted\":false},{\"path\":\"%s/home/clew.toml\",\"kind\":\"user\",\"exists\":true,\"trusted\":true}]\n"
                .formatted(root, root));

    assertThat(clew().run("config", "trust").code()).isZero();
    assertThat(clew().run("config", "show", "telemetry.otlp.endpoint").text())
        .isEqualTo(
            "telemetry.otlp.endpoint  http://127.0.0.1:9  (%s/clew.toml:2)\n".formatted(root));
    assertThat(clew().run("config", "path").text()).contains("project  read\n");
  }

  @Test
  void anUnknownKeyIsAnErrorWithItsPlaceAndTheNearestKey() throws IOException {
    Files.writeString(root.resolve("clew.toml"), "[telemetry]\n\nenabeld = true\n");

    Ended ended = clew().run("config", "check");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("[E002]")
        .contains("telemetry.enabeld in " + root + "/clew.toml, line 3")
        .contains("the nearest known key is telemetry.enabled");
    assertThat(clew().run("config", "path").code()).isZero();
    assertThat(clew().run("config", "show", "telemetry.enabeld").code()).isEqualTo(1);
  }

  @Test
  void checkRefusesWhatARunRefuses() throws Exception {
    Certificate good = Certificate.create(root, "good");
    Path bad = Files.writeString(root.resolve("bad.pem"), "no key at all\n");
    String exporter = "OTEL_EXPORTER_OTLP_";

    for (Program each :
        List.of(
            https().with(exporter + "CERTIFICATE", bad.toString()),
            https()
                .with(exporter + "CLIENT_CERTIFICATE", good.chain().toString())
                .with(exporter + "CLIENT_KEY", bad.toString()))) {
      assertThat(each.run("run", "--", "true").err()).contains("[E012]");
      Ended checked = each.run("config", "check");
      assertThat(checked.err()).contains("[E012]").contains(bad.toString());
      assertThat(checked.code()).isEqualTo(1);
    }
    for (String endpoint : List.of("http://[fe80::1%25eth0]:4317", "http://a..b:4317")) {
      Program clew = clew().with(exporter + "ENDPOINT", endpoint);
      assertThat(clew.run("run", "--", "true").err()).as(endpoint).contains("[E010]");
      assertThat(clew.run("config", "check").err()).as(endpoint).contains("[E010]");
    }
    assertThat(
            https()
                .with(exporter + "CERTIFICATE", good.chain().toString())
                .run("config", "check")
                .err())
        .isEmpty();
  }

  private Program https() {
    return clew().with("OTEL_EXPORTER_OTLP_ENDPOINT", "https://127.0.0.1:9");
  }

  @Test
  void headersAreMasked() {
    String text =
        clew()
            .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
            .with("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20hunter2")
            .run("config")
            .text();

    assertThat(text).contains("authorization=****").doesNotContain("hunter2");
  }

  @Test
  void theGlobalOptionsStandAnywhere() throws IOException {
    Files.writeString(root.resolve("ci.toml"), "logging.level = 'error'\n");
    String shown = "logging.level  error  (" + root + "/ci.toml:1)\n";

    assertThat(clew().run("--config", "ci.toml", "config", "show", "logging.level").text())
        .isEqualTo(shown);
    assertThat(clew().run("config", "--config=ci.toml", "show", "logging.level").text())
        .isEqualTo(shown);
    assertThat(clew().run("config", "show", "logging.level", "--config", "ci.toml").text())
        .isEqualTo(shown);
    assertThat(clew().run("config", "show", "-v", "logging.level").text())
        .isEqualTo("logging.level  debug  (--verbose)\n");
    assertThat(clew().run("--log-level=info", "config", "show", "logging.level", "-v").text())
        .isEqualTo("logging.level  info  (--log-level)\n");
  }
}
