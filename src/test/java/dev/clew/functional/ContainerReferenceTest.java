package dev.clew.functional;

import static dev.clew.functional.DockerDaemon.IMAGE;
import static dev.clew.functional.ReferencePage.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.container.ContainerEvent;
import dev.clew.container.ContainerMetric;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The page of containers lists what the program records of them with a real engine, and `--build`
/// counts its steps.
@ExtendWith(DockerDaemon.Shared.class)
class ContainerReferenceTest {
  private final DockerDaemon docker;
  private final Records records = new Records();
  private final Set<String> attributes = new TreeSet<>();

  @TempDir Path home;

  ContainerReferenceTest(DockerDaemon docker) {
    this.docker = docker;
  }

  @Test
  void thePageIsCurrent() throws IOException {
    Files.writeString(
        home.resolve("Dockerfile"), "FROM " + IMAGE + "\nRUN echo one\nRUN echo two\n");
    Program clew = new Program(home).with("DOCKER_HOST", docker.host());
    clew.run("run", "--container", "clew-reference:1", "--build", ".", "--", "sleep", "5");
    clew.run("run", "--container", IMAGE, "--", "sh", "-c", "sleep 5; echo badly; exit 3");
    clew.runFiles().forEach(records::addAll);

    var page = new ReferencePage("containers");
    events(page);
    metrics(page);
    records.spans.stream()
        .filter(span -> span.getName().startsWith("session "))
        .forEach(span -> span.getAttributesList().forEach(this::note));
    // Only an image that has been in a registry has it.
    attributes.add("container.image.repo_digests");
    attributes.removeAll(Set.of("clew.kind", "clew.cpu.time", "process.command_args", "subsystem"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("attribute", "meaning"));
    attributes.forEach(name -> rows.add(List.of(code(name), page.meaning(name))));
    page.table("attributes", rows);
    page.assertThatMeaningsAreOf(attributes);
    page.check();
  }

  private void events(ReferencePage page) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("event", "severity", "when", "attributes"));
    for (ContainerEvent event : ContainerEvent.values()) {
      List<LogRecord> all =
          records.logs.stream().filter(log -> log.getEventName().equals(event.label())).toList();
      assertThat(all).as(event.label()).isNotEmpty();
      TreeMap<String, Integer> counts = new TreeMap<>();
      for (LogRecord log : all) {
        for (KeyValue each : log.getAttributesList()) {
          note(each);
          counts.merge(each.getKey(), 1, Integer::sum);
        }
      }
      counts.remove("subsystem");
      rows.add(
          List.of(
              code(event.label()),
              all.getFirst().getSeverityNumber().name().replace("SEVERITY_NUMBER_", ""),
              event.when(),
              counts.entrySet().stream()
                  .map(
                      each ->
                          each.getValue() == all.size()
                              ? code(each.getKey())
                              : "(" + code(each.getKey()) + ")")
                  .collect(Collectors.joining(", "))));
    }
    page.table("events", rows);
  }

  private void metrics(ReferencePage page) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("metric", "kind", "unit", "attributes", "meaning"));
    for (ContainerMetric metric : ContainerMetric.values()) {
      List<Metric> all =
          records.metrics.stream().filter(each -> each.getName().equals(metric.label())).toList();
      assertThat(all).as(metric.label()).isNotEmpty();
      Metric first = all.getFirst();
      Set<String> keys = new TreeSet<>();
      points(first)
          .flatMap(point -> point.getAttributesList().stream())
          .forEach(
              each -> {
                note(each);
                keys.add(code(each.getKey()));
              });
      rows.add(
          List.of(
              code(metric.label()),
              first.hasGauge()
                  ? "gauge"
                  : first.getSum().getIsMonotonic() ? "sum, monotonic" : "sum",
              code(first.getUnit()),
              String.join(", ", keys),
              metric.meaning()));
    }
    page.table("metrics", rows);
  }

  private static Stream<NumberDataPoint> points(Metric metric) {
    return (metric.hasGauge()
            ? metric.getGauge().getDataPointsList()
            : metric.getSum().getDataPointsList())
        .stream();
  }

  private void note(KeyValue attribute) {
    attributes.add(attribute.getKey());
  }
}
