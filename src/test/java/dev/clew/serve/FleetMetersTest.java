package dev.clew.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.fleet.FleetMeter.ReplicaState;
import dev.clew.telemetry.prometheus.Promtool;
import dev.clew.telemetry.prometheus.Promtool.Checked;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The metrics of a fleet, its alerts and its dashboard.
class FleetMetersTest {
  private static final Path DEPLOY = Path.of("deploy");
  private static final Pattern METRIC = Pattern.compile("\\bclew_[a-z_]+");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final FleetMeters meters = FleetMeters.register(registry);

  @BeforeEach
  void measure() {
    meters.committed(Duration.ofMillis(7));
    meters.seen(Duration.ofMillis(30));
    meters.applied(Duration.ofSeconds(2));
    meters.revoked(Duration.ofMillis(200));
    meters.containerStarted();
    meters.replicas(Map.of(new ReplicaState("shop/api", "healthy"), 2L));
  }

  @Test
  void eachIsMovedByItsOwn() {
    assertThat(scrape().lines())
        .contains(
            "clew_raft_commit_latency_seconds_bucket{le=\"0.005\"} 0.0",
            "clew_raft_commit_latency_seconds_bucket{le=\"0.01\"} 1.0",
            "clew_scheduler_reconcile_lag_seconds_sum 0.03",
            "clew_apply_duration_seconds_sum 2.0",
            "clew_token_revocation_propagation_seconds_count 1.0",
            "clew_runtime_container_starts_total 1.0",
            "clew_replica_state{service=\"shop/api\",state=\"healthy\"} 2.0");
  }

  @Test
  void replicasThatAreGoneAreShownNoLonger() {
    meters.replicas(Map.of(new ReplicaState("shop/api", "failed"), 1L));
    assertThat(scrape()).contains("state=\"failed\"} 1.0").doesNotContain("state=\"healthy\"");

    meters.replicas(Map.of());
    assertThat(scrape()).doesNotContain("clew_replica_state{");
  }

  @Test
  void prometheusTakesThem() throws IOException, InterruptedException {
    assertThat(Promtool.lint(scrape())).isEmpty();
  }

  @Test
  void theAlertsFireWhenTheyShould() throws IOException, InterruptedException {
    Path alerts = DEPLOY.resolve("fleet-alerts.yml");
    assertGood(Promtool.run("", "check", "rules", "--lint-fatal", alerts.toString()));
    assertGood(
        Promtool.run("", "test", "rules", DEPLOY.resolve("fleet-alerts.test.yml").toString()));
    assertThat(shown()).containsAll(names(Files.readString(alerts)));
  }

  @Test
  void theDashboardAsksForWhatThereIs() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(DEPLOY.resolve("fleet-dashboard.json").toFile());
    String asked = String.join("\n", dashboard.findValuesAsText("expr"));

    assertThat(shown()).containsAll(names(asked));
    assertThat(names(asked).stream().map(FleetMetersTest::plain).collect(Collectors.toSet()))
        .isEqualTo(shown().stream().map(FleetMetersTest::plain).collect(Collectors.toSet()));
  }

  private String scrape() {
    return registry.scrape().replace(",}", "}");
  }

  private Set<String> shown() {
    return names(
        scrape().lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n")));
  }

  private static Set<String> names(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String plain(String name) {
    return name.replaceFirst("_(bucket|count|sum|max)$", "");
  }

  private static void assertGood(Checked checked) {
    assertThat(checked.code()).as(checked.said()).isZero();
  }
}
