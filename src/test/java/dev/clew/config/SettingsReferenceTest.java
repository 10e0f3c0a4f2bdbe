package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The tables of the page are made from the table of settings, which says what the program does.
/// `make docs` writes them.
class SettingsReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/settings.md");
  private static final String TRUST = "## What a project's file may decide";

  @TempDir Path root;
  private final Properties texts = ConfigTemplate.texts();

  @Test
  void thePageIsMadeFromTheTable() throws IOException {
    String written = Files.readString(PAGE);
    StringBuilder made = new StringBuilder();
    String section = "";
    boolean body = false;
    for (String line : written.split("\n", -1)) {
      section = line.startsWith("## ") ? line : section;
      body &= line.startsWith("|") && !section.contains("Backend");
      if (!body) {
        made.append(line).append('\n');
      }
      if (line.startsWith("|--") && !section.contains("Backend")) {
        rows(section).forEach(row -> made.append(row).append('\n'));
        body = true;
      }
    }
    made.setLength(made.length() - 1);
    if ("write".equals(System.getProperty("clew.docs"))) {
      Files.writeString(PAGE, made);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(made.toString());
  }

  private List<String> rows(String section) {
    List<String> rows = new ArrayList<>();
    for (Setting<?> each : SettingTable.ROWS) {
      if (section.equals(TRUST) && each.isKey()) {
        rows.add(cells("`" + each.key() + "`", each.guard().described(), text(each, ".harm")));
      } else if (section.equals("## " + section(each))) {
        rows.add(row(each));
      }
    }
    return rows;
  }

  private static String section(Setting<?> setting) {
    String key = setting.key();
    return key.matches("OTEL_.*|telemetry[.](otlp|tracing|prometheus)[.].*")
        ? "Export"
        : key.matches("serve[.].*|CLEW_SERVE_.*")
            ? "Serve"
            : key.startsWith("logging.")
                ? "Log"
                : key.startsWith("models.")
                    ? "Models"
                    : key.startsWith("CLEW_CONTAINER_")
                        ? "Containers"
                        : key.matches("recording.*|CLEW_(HOME|TRUST.*)")
                            ? "Recording"
                            : "Telemetry";
  }

  private String row(Setting<?> setting) {
    String kind =
        switch (setting.form().type()) {
          case STRINGS, INTEGERS -> " (a list)";
          case TABLE -> " (a table)";
          case BOOLEAN, STRING, INTEGER -> "";
        };
    String key = setting.isKey() ? "`" + setting.key() + "`" + kind : "";
    String names =
        setting.names().stream().map(SettingsReferenceTest::code).collect(Collectors.joining(", "));
    String shown = setting.shown().equals("[]") ? "" : setting.shown();
    String otherwise = texts.getProperty(setting.key() + ".default", code(shown));
    return cells(key, names, otherwise, text(setting, ""), text(setting, ".error"));
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String cells(String... cells) {
    return "|"
        + List.of(cells).stream()
            .map(cell -> cell.isEmpty() ? " |" : " " + cell + " |")
            .collect(Collectors.joining());
  }

  private String text(Setting<?> setting, String part) {
    return texts.getProperty(setting.key() + part, "");
  }

  @Test
  void everySettingHasATextAndEveryTextASetting() {
    for (Setting<?> each : SettingTable.ROWS) {
      assertThat(text(each, "")).as(each.key()).isNotEmpty();
      assertThat(text(each, ".harm").isEmpty()).as(each.key()).isEqualTo(!each.isKey());
    }
    assertThat(
            texts.stringPropertyNames().stream()
                .map(name -> name.replaceFirst("[.](error|harm|default|example)$", ""))
                .distinct()
                .toList())
        .containsExactlyInAnyOrderElementsOf(SettingTable.ROWS.stream().map(Setting::key).toList());
    assertThat(texts.stringPropertyNames())
        .filteredOn(name -> name.endsWith(".error"))
        .allSatisfy(name -> assertThat(ErrorCode.valueOf(texts.getProperty(name))).isNotNull());
  }

  @Test
  void theDefaultsAreThoseOfTheProgram() {
    Map<String, String> shown =
        new Scene(root)
            .load().values().stream()
                .collect(Collectors.toMap(Settings.Value::key, Settings.Value::shown));

    for (Setting<?> each : SettingTable.ROWS) {
      if (!texts.containsKey(each.key() + ".default") && each != SettingTable.OTLP_PROTOCOL) {
        assertThat(shown).containsEntry(each.key(), each.shown());
      }
    }
  }

  static final List<String> VARIABLES = Variables.ALL;

  @ParameterizedTest
  @FieldSource("VARIABLES")
  void aVariableSetsWhatTheTableSays(String variable) throws IOException {
    Scene scene =
        new Scene(root)
            .set("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
            .set("OTEL_TRACES_SAMPLER", "traceidratio")
            .set(counterpart(variable), file())
            .set(variable, example(variable));

    assertThat(scene.load().values())
        .filteredOn(value -> value.origin().equals(variable))
        .extracting(Settings.Value::key)
        .containsExactlyInAnyOrderElementsOf(setBy(variable));
  }

  private static List<String> setBy(String variable) {
    Setting<?> setting = SettingTable.named(variable);
    return switch (variable) {
      case "OTEL_SDK_DISABLED" -> List.of("telemetry.enabled");
      case "OTEL_RESOURCE_ATTRIBUTES" ->
          List.of(
              "telemetry.resource_attributes",
              "telemetry.service_name",
              "telemetry.service_version",
              "CLEW_RUN_ID");
      default -> List.of(setting == null ? variable : setting.key());
    };
  }

  /// The file that has to be named together with another.
  private static String counterpart(String variable) {
    return variable.endsWith("_KEY")
        ? variable.replace("CLIENT_KEY", "CLIENT_CERTIFICATE").replace("TLS_KEY", "TLS_CERT")
        : variable.replace("CLIENT_CERTIFICATE", "CLIENT_KEY").replace("TLS_CERT", "TLS_KEY");
  }

  /// A value that the variable may have: its default where it has one.
  private String example(String variable) throws IOException {
    String last = variable.replaceFirst(".*_(?=[A-Z]+$)", "");
    return switch (last) {
      case "ENDPOINT" -> "http://127.0.0.1:9";
      case "CERTIFICATE", "CERT", "KEY" -> file();
      case "HEADERS" -> "a=b";
      case "ID" -> "0123456789abcdef";
      case "ATTRIBUTES" ->
          "service.name=a,service.version=1,parallax.run.id=0123456789abcdef,team=b";
      case "HOST",
          "HOSTS",
          "ORIGINS",
          "TOKEN",
          "ENGINE",
          "FLEET",
          "USER",
          "PASSWORD",
          "CREDENTIALS" ->
          "localhost";
      case "PROTOCOL" -> "grpc";
      case "COMPRESSION" -> "none";
      case "TIMEOUT" -> "1000";
      case "INSECURE", "DISABLED" -> "true";
      case "PORTS" -> "4317";
      case "HOME", "STORE" -> root.toString();
      default -> Objects.requireNonNull(SettingTable.named(variable)).shown();
    };
  }

  private String file() throws IOException {
    return Files.writeString(root.resolve("file.pem"), "").toString();
  }
}
