package dev.clew.functional;

import static dev.clew.functional.ReferencePage.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.ScriptedProvider;
import dev.clew.model.ScriptedProvider.Say;
import dev.clew.otlp.receiver.OtlpSender;
import dev.clew.telemetry.ClewMetric;
import dev.clew.workflow.recording.ExecutionMetric;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of metrics lists what the program records of a run, and what `clew serve` exports and
/// shows at `/metrics`.
class MetricReferenceTest {
  /// Attributes whose values are not a closed set, or do not all come up here.
  private static final Set<String> OPEN =
      Set.of("process.pid", "process.executable.name", "outcome", "workflow", "kind", "model");

  private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.*)");

  private final ReferencePage page = new ReferencePage("metrics");
  private final Set<String> attributes = new TreeSet<>();

  @TempDir Path home;

  @Test
  void thePageIsCurrent() throws Exception {
    runs();
    executions();
    serve();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("attribute", "meaning"));
    attributes.forEach(name -> rows.add(List.of(code(name), page.meaning(name))));
    page.table("attributes", rows);
    page.assertThatMeaningsAreOf(attributes);
    page.check();
  }

  private void runs() throws Exception {
    Program clew = new Program(home);
    clew.run("run", "--", "sleep", "0.1");
    Records records = clew.records();
    try (OtlpReceiver backend = OtlpReceiver.grpc(records)) {
      new Program(home).exportingTo(backend).run("doctor", "--send");
    }
    Map<String, List<Metric>> metrics = byName(records.metrics);
    assertThat(metrics.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ClewMetric.values()).map(ClewMetric::label).toList());

    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("metric", "kind", "unit", "attributes", "meaning"));
    for (ClewMetric metric : ClewMetric.values()) {
      List<Metric> all = metrics.get(metric.label());
      rows.add(
          List.of(
              code(metric.label()),
              kind(all.getFirst()),
              code(all.getFirst().getUnit()),
              attributes(all),
              metric.meaning()));
    }
    page.table("runs", rows);
  }

  private void executions() throws Exception {
    Path other = Files.createDirectory(home.resolve("other"));
    Files.writeString(
        other.resolve("clew.toml"), "[models.prices]\nsmall = { input = 1, output = 2 }\n");
    Files.writeString(
        other.resolve("flow.toml"),
        """
        [workflow]
        name = "ask"
        [nodes.ask]
        model = "small"
        prompt = "a question"
        """);
    Map<String, List<Metric>> metrics;
    try (var provider = new ScriptedProvider().otherwise(_ -> new Say("an answer"))) {
      Program clew =
          new Program(other)
              .with("OPENAI_BASE_URL", provider.address().toString())
              .with("OPENAI_API_KEY", "sk-none");
      Program.Ended ended = clew.run("run", "flow.toml");
      assertThat(ended.code()).as(ended.err()).isZero();
      metrics = byName(clew.records().metrics);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("metric", "kind", "unit", "attributes", "meaning"));
    for (ExecutionMetric metric : ExecutionMetric.values()) {
      assertThat(metrics).containsKey(metric.label());
      List<Metric> all = metrics.get(metric.label());
      rows.add(
          List.of(
              code(metric.label()),
              kind(all.getFirst()),
              code(all.getFirst().getUnit()),
              attributes(all),
              metric.meaning()));
    }
    page.table("executions", rows);
  }

  private void serve() throws Exception {
    try (OtlpReceiver backend = OtlpReceiver.grpc();
        Serve serve =
            Serve.start(
                new Program(home)
                    .exportingTo(backend)
                    .with("OTEL_METRIC_EXPORT_INTERVAL", "200")
                    .with("OTEL_BLRP_SCHEDULE_DELAY", "100"))) {
      Map<String, List<Metric>> metrics = exported(backend);
      Map<String, List<String>> shown = shown(serve);
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("at `/metrics`", "exported", "kind", "unit", "attributes", "meaning"));
      metrics.forEach(
          (name, all) -> {
            Metric metric = all.getFirst();
            assertThat(shown).containsKey(metric.getDescription());
            rows.add(
                List.of(
                    shown.remove(metric.getDescription()).stream()
                        .map(ReferencePage::code)
                        .collect(Collectors.joining(", ")),
                    code(name),
                    kind(metric),
                    code(metric.getUnit()),
                    attributes(all),
                    metric.getDescription()));
          });
      assertThat(shown).isEmpty();
      page.table("serve", rows);
    }
  }

  /// What is exported once the last metric is registered.
  private static Map<String, List<Metric>> exported(OtlpReceiver backend)
      throws InterruptedException {
    for (int requests = 1; ; requests++) {
      backend.await("metrics", requests);
      synchronized (backend.records) {
        Map<String, List<Metric>> metrics = byName(backend.records.metrics);
        if (metrics.containsKey("clew.connections")) {
          return metrics;
        }
      }
    }
  }

  /// Names at `/metrics`, by what they are said to be.
  private static Map<String, List<String>> shown(Serve serve) throws IOException {
    try (OtlpSender http = new OtlpSender(serve.port())) {
      return HELP.matcher(http.send(false, http.request("/metrics")).text())
          .results()
          .collect(
              Collectors.groupingBy(
                  help -> help.group(2),
                  Collectors.collectingAndThen(
                      Collectors.mapping(help -> help.group(1), Collectors.toList()),
                      names -> names.stream().sorted().toList())));
    }
  }

  private static Map<String, List<Metric>> byName(List<Metric> metrics) {
    return metrics.stream()
        .collect(Collectors.groupingBy(Metric::getName, TreeMap::new, Collectors.toList()));
  }

  private static String kind(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> "gauge";
      case SUM -> metric.getSum().getIsMonotonic() ? "sum, monotonic" : "sum";
      case HISTOGRAM -> "histogram";
      default -> throw new AssertionError(metric.getDataCase());
    };
  }

  private String attributes(List<Metric> metrics) {
    Map<String, Set<String>> values = new TreeMap<>();
    metrics.stream()
        .flatMap(MetricReferenceTest::points)
        .flatMap(List::stream)
        .forEach(
            each ->
                values
                    .computeIfAbsent(each.getKey(), _ -> new TreeSet<>())
                    .add(each.getValue().getStringValue()));
    attributes.addAll(values.keySet());
    return values.entrySet().stream()
        .map(each -> code(each.getKey()) + (OPEN.contains(each.getKey()) ? "" : among(each)))
        .collect(Collectors.joining(", "));
  }

  private static String among(Map.Entry<String, Set<String>> values) {
    return values.getValue().stream()
        .map(ReferencePage::code)
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private static Stream<List<KeyValue>> points(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE ->
          metric.getGauge().getDataPointsList().stream().map(NumberDataPoint::getAttributesList);
      case SUM ->
          metric.getSum().getDataPointsList().stream().map(NumberDataPoint::getAttributesList);
      default ->
          metric.getHistogram().getDataPointsList().stream()
              .map(HistogramDataPoint::getAttributesList);
    };
  }
}
