package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.error.ClewError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever the environment and the files hold, loading returns or fails with one of Clew's errors.
class SettingsLoaderPropertyTest {
  private static final Path NOWHERE = Path.of("/nonexistent/clew-test");

  private static final List<String> FRAGMENTS =
      List.of(
          "http://",
          "https://",
          "localhost",
          "[::1]",
          ":4317",
          ":4318",
          "/v1",
          "?",
          "#",
          "@",
          "%",
          "%41",
          "%0a",
          "=",
          ",",
          " ",
          "a=b",
          "grpc",
          "http/protobuf",
          "gzip",
          "otlp",
          "console",
          "none",
          "true",
          "0",
          "1",
          "-1",
          "9999999999999",
          "1e400",
          "\u0000",
          "é",
          "\ud800",
          "parallax.run.id=",
          "8b4766a1c2d3e4f5",
          "traceidratio",
          "jaeger_remote",
          "prometheus",
          "zipkin",
          "b3",
          "baggage",
          "/tmp",
          "\n");

  private static final List<String> TOML =
      List.of(
          "[",
          "]",
          "{",
          "}",
          "=",
          ".",
          ",",
          "\"",
          "'",
          "\"\"\"",
          "\\",
          "#",
          "\n",
          " ",
          "a",
          "telemetry",
          "otlp",
          "headers",
          "recording",
          "redact",
          "enabled",
          "true",
          "1",
          "0x",
          "-",
          "1e9",
          "inf",
          "1979-05-27",
          "_",
          "é",
          "\u0000",
          "\\u00e9",
          "\\UFFFFFFFF");

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.strings().ofMaxLength(30)), Tuple.of(3, joined(FRAGMENTS, 6)));
  }

  @Provide
  Arbitrary<Map<String, String>> environments() {
    return Arbitraries.maps(Arbitraries.of(Variables.ALL), values()).ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> documents() {
    return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(40), joined(TOML, 20));
  }

  private static Arbitrary<String> joined(List<String> fragments, int most) {
    return Arbitraries.of(fragments).list().ofMaxSize(most).map(list -> String.join("", list));
  }

  @Property(tries = 300)
  void anyEnvironment(@ForAll("environments") Map<String, String> environment) {
    loadsOrFails(environment);
  }

  @Property(tries = 20)
  void anyValueOfEachVariable(@ForAll("values") String value) {
    for (String variable : Variables.ALL) {
      loadsOrFails(Map.of(variable, value));
      Map<String, String> exporting = new HashMap<>();
      exporting.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318");
      exporting.put(variable, value);
      loadsOrFails(exporting);
    }
  }

  @Property(tries = 300)
  void anyFlags(@ForAll("values") String level, @ForAll("values") String profile) {
    try {
      new SettingsLoader()
          .load(new Flags(true, level, false, null, profile), Map.of(), NOWHERE, NOWHERE);
    } catch (ClewError expected) {
      assertThat(expected.detail()).isNotBlank();
    }
  }

  @Property(tries = 300)
  void anyFile(@ForAll("documents") String text) {
    try {
      TomlFile file =
          TomlFile.parse(
              NOWHERE.resolve("clew.toml"),
              text.getBytes(StandardCharsets.UTF_8),
              SettingSource.USER);
      SettingReader reader =
          new SettingReader(
              new Environment(Map.of(), NOWHERE),
              new SettingSources(List.of(file.source())),
              new ArrayList<>());
      new RecordingSection(reader).read();
      new TelemetrySection(reader).read();
    } catch (ClewError expected) {
      assertThat(expected.detail()).isNotBlank();
    }
  }

  @Property(tries = 300)
  void linesOfAnyText(@ForAll("documents") String text) {
    assertThat(TomlLines.of(text).values()).allMatch(line -> line >= 1);
  }

  private static void loadsOrFails(Map<String, String> environment) {
    try {
      Settings settings = new SettingsLoader().load(Flags.NONE, environment, NOWHERE, NOWHERE);
      assertThat(Set.copyOf(settings.values())).hasSameSizeAs(settings.values());
    } catch (ClewError expected) {
      assertThat(expected.detail()).isNotBlank();
      assertThat(expected.detail().chars()).noneMatch(Character::isISOControl);
    }
  }
}
