package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The tables of the page say of every setting what the program does: key, variables and default.
class SettingsReferenceTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern OF_A_SIGNAL =
      Pattern.compile("OTEL_EXPORTER_OTLP_(TRACES|METRICS|LOGS)_.*");

  /// Settings of the commands that read a backend; they are in no file.
  private static final Pattern OF_COMMANDS = Pattern.compile("CLEW_SERVER(_.*)?");

  @TempDir Path root;
  private final List<Row> rows = new ArrayList<>();

  /// @param otherwise the default, as it stands there
  private record Row(String key, String variable, String otherwise) {
    List<String> variables() {
      return variables(variable);
    }

    private static List<String> variables(String cell) {
      return codes(cell).filter(code -> code.matches("[A-Z_]+")).toList();
    }

    /// What `clew config` calls the setting: its key, or the variable when it has none.
    List<String> names() {
      return key.isEmpty() ? variables(variable.replaceFirst(", else.*", "")) : codes(key).toList();
    }

    List<String> namesThatAreSetBy(String variable) {
      return names().contains(variable) ? List.of(variable) : names();
    }

    /// Whether the column says so, in words or code, or with an explanation behind it.
    boolean hasDefault(String shown) {
      return shown.isEmpty()
          ? codes(otherwise).findAny().isEmpty()
          : shown.equals(plain(otherwise)) || shown.equals(codes(otherwise).findFirst().orElse(""));
    }
  }

  private static Stream<String> codes(String cell) {
    return CODE.matcher(cell).results().map(code -> code.group(1));
  }

  private static String plain(String text) {
    return text.replaceAll("[`\\[\\]]", "");
  }

  @BeforeEach
  void read() throws IOException {
    for (String line : Files.readAllLines(Path.of("docs/reference/settings.md"))) {
      if (line.equals("## What a project's file may decide")) {
        break;
      }
      String[] cells = line.split(" *\\| *", -1);
      if (line.startsWith("| ") && !cells[1].equals("key")) {
        rows.add(new Row(cells[1], cells[2], cells[3]));
      }
    }
  }

  @Test
  void namesEveryKeyAndVariableAndNoOther() {
    assertThat(rows.stream().flatMap(row -> codes(row.key)))
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Key.values()).map(Key::dotted).toList());
    // A signal's own variables are described as a group.
    assertThat(new TreeSet<>(rows.stream().flatMap(row -> row.variables().stream()).toList()))
        .filteredOn(each -> !OF_COMMANDS.matcher(each).matches())
        .containsExactlyInAnyOrderElementsOf(
            Variables.ALL.stream()
                .filter(
                    each ->
                        !OF_A_SIGNAL.matcher(each).matches() || each.endsWith("TRACES_ENDPOINT"))
                .toList());
  }

  @Test
  void theDefaultsAreThoseOfTheProgram() {
    Scene scene = new Scene(root);
    Map<String, String> defaults =
        scene.load().values().stream()
            .collect(
                Collectors.toMap(
                    Settings.Value::key,
                    value -> plain(value.shown().replace(scene.userHome.toString(), "~"))));

    for (Row row : rows) {
      for (String name : row.names()) {
        String shown = defaults.remove(name);
        assertThat(shown == null || row.hasDefault(shown)).as("%s: %s", row, shown).isTrue();
        // These have no default of their own.
        assertThat(shown == null)
            .as(name)
            .isEqualTo(name.matches("CLEW_SERVER.*|CLEW_RUN_ID|OTEL_TRACES_SAMPLER_ARG"));
      }
    }
    assertThat(defaults).isEmpty();
  }

  static final List<String> VARIABLES = Variables.ALL;

  @ParameterizedTest
  @FieldSource("VARIABLES")
  void aVariableSetsWhatThePageSays(String variable) throws IOException {
    List<Row> said = rows.stream().filter(row -> row.variables().contains(variable)).toList();
    Scene scene =
        new Scene(root)
            .set("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
            .set("OTEL_TRACES_SAMPLER", "traceidratio")
            .set(counterpart(variable), file())
            .set(variable, example(variable, said));

    assertThat(scene.load().values())
        .filteredOn(value -> value.origin().equals(variable))
        .extracting(Settings.Value::key)
        .containsExactlyInAnyOrderElementsOf(
            said.isEmpty()
                ? List.of(variable)
                : said.stream().flatMap(row -> row.namesThatAreSetBy(variable).stream()).toList());
  }

  /// The file that has to be named together with another.
  private static String counterpart(String variable) {
    return variable.endsWith("_KEY")
        ? variable.replace("CLIENT_KEY", "CLIENT_CERTIFICATE").replace("TLS_KEY", "TLS_CERT")
        : variable.replace("CLIENT_CERTIFICATE", "CLIENT_KEY").replace("TLS_CERT", "TLS_KEY");
  }

  /// A value that the variable may have: its default where it has one.
  private String example(String variable, List<Row> said) throws IOException {
    String last = variable.replaceFirst(".*_(?=[A-Z]+$)", "");
    return switch (last) {
      case "ENDPOINT" -> "http://127.0.0.1:9";
      case "CERTIFICATE", "CERT", "KEY" -> file();
      case "HEADERS" -> "a=b";
      case "ID" -> "0123456789abcdef";
      case "ATTRIBUTES" ->
          "service.name=a,service.version=1,parallax.run.id=0123456789abcdef,team=b";
      case "HOST", "HOSTS", "ORIGINS", "TOKEN" -> "localhost";
      case "PROTOCOL" -> "grpc";
      case "COMPRESSION" -> "none";
      case "TIMEOUT" -> "1000";
      case "INSECURE" -> "true";
      default -> plain(codes(said.getFirst().otherwise).findFirst().orElseThrow());
    };
  }

  private String file() throws IOException {
    return Files.writeString(root.resolve("file.pem"), "").toString();
  }
}
