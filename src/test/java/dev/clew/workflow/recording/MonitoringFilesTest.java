package dev.clew.workflow.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.telemetry.prometheus.Promtool;
import dev.clew.telemetry.prometheus.Promtool.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The alerts and the dashboard in `deploy`.
class MonitoringFilesTest {
  private static final Path DEPLOY = Path.of("deploy");

  private static final Pattern METRIC = Pattern.compile("\\bclew_[a-z_]+");
  private static final Pattern OF_A_HISTOGRAM = Pattern.compile("(?<=_ms)_(bucket|count|sum)$");

  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void theAlertsFireWhenTheyShould() throws Exception {
    assertGood(
        Promtool.run("", "check", "rules", "--lint-fatal", DEPLOY.resolve("alerts.yml") + ""));
    assertGood(Promtool.run("", "test", "rules", DEPLOY.resolve("alerts.test.yml") + ""));
    assertThat(known()).containsAll(metrics(Files.readString(DEPLOY.resolve("alerts.yml"))));
  }

  @Test
  void theDashboardAsksForWhatThereIs() throws Exception {
    JsonNode dashboard = json.readTree(DEPLOY.resolve("dashboard.json").toFile());
    String asked = String.join("\n", expressions(dashboard));

    assertThat(metrics(asked)).isEqualTo(known());
    for (JsonNode variable : dashboard.path("templating").path("list")) {
      assertThat(known()).containsAll(metrics(variable.path("query").path("query").asText()));
    }
  }

  /// As rules, since promtool has no check of a single expression.
  @Test
  void theDashboardsExpressionsAreSound() throws Exception {
    ObjectNode file = json.createObjectNode();
    ObjectNode group = file.putArray("groups").addObject().put("name", "dashboard");
    ArrayNode rules = group.putArray("rules");
    for (String each : expressions(json.readTree(DEPLOY.resolve("dashboard.json").toFile()))) {
      rules
          .addObject()
          .put("record", "panel:number" + rules.size())
          .put("expr", each.replace("$__rate_interval", "1m"));
    }
    Path made = directory.resolve("dashboard.yml");
    json.writeValue(made.toFile(), file);

    assertThat(rules).hasSizeGreaterThan(10);
    assertGood(Promtool.run("", "check", "rules", made.toString()));
  }

  @Test
  void panelsHaveAPlaceOfTheirOwn() throws IOException {
    Set<String> taken = new TreeSet<>();
    Set<Integer> ids = new TreeSet<>();
    JsonNode panels = json.readTree(DEPLOY.resolve("dashboard.json").toFile()).path("panels");
    for (JsonNode panel : panels) {
      assertThat(ids.add(panel.path("id").asInt())).as(panel.path("title").asText()).isTrue();
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          String cell = (place.path("x").asInt() + x) + "/" + (place.path("y").asInt() + y);
          assertThat(taken.add(cell)).as(panel.path("title").asText() + " at " + cell).isTrue();
        }
      }
    }
  }

  private static List<String> expressions(JsonNode dashboard) {
    List<String> all = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        all.add(target.path("expr").asText());
      }
    }
    return all;
  }

  private static Set<String> metrics(String text) {
    Set<String> all = new TreeSet<>();
    METRIC
        .matcher(text)
        .results()
        .forEach(each -> all.add(OF_A_HISTOGRAM.matcher(each.group()).replaceFirst("")));
    return all;
  }

  private static Set<String> known() {
    return new TreeSet<>(
        Arrays.stream(ExecutionMetric.values()).map(ExecutionMetric::label).toList());
  }

  private static void assertGood(Checked checked) {
    assertThat(checked.code()).as(checked.said()).isZero();
  }
}
