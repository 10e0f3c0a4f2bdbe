package dev.clew.functional;

import static dev.clew.functional.DockerDaemon.IMAGE;
import static dev.clew.functional.Records.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.functional.Program.Ended;
import dev.clew.runfile.RunId;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The session of `clew run --container`: recorded from outside as a trace of its own, joined from
/// inside, and whole up to the moment at which its container is killed.
@ExtendWith(DockerDaemon.Shared.class)
class ContainerSessionTest {
  private final DockerDaemon docker;
  private final String run = RunId.random(new SecureRandom()).hex();

  @TempDir Path home;

  ContainerSessionTest(DockerDaemon docker) {
    this.docker = docker;
  }

  private Program clew() {
    return new Program(home).with("DOCKER_HOST", docker.host()).with("CLEW_RUN_ID", run);
  }

  /// The variables that a container is handed in.
  private static Map<String, String> inside(Program clew, String... options) {
    Ended ended =
        clew.run(
            Stream.of(
                    Stream.of("run", "--container", IMAGE),
                    Arrays.stream(options),
                    Stream.of("--", "env"))
                .flatMap(each -> each)
                .toArray(String[]::new));
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended
        .text()
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @Test
  void itIsATraceOfItsOwnThatIsLinkedToTheLaunch() {
    Program clew = clew();
    clew.run("--debug", "run", "--container", IMAGE, "--", "sh", "-c", "echo hello; sleep 0.3");

    Records records = clew.records();
    Span launch = records.span("sh");
    Span session = records.span("session " + IMAGE);
    assertThat(session.getTraceId()).isNotEqualTo(launch.getTraceId());
    assertThat(session.getParentSpanId().isEmpty()).isTrue();
    assertThat(session.getLinksList())
        .singleElement()
        .satisfies(
            link -> {
              assertThat(link.getTraceId()).isEqualTo(launch.getTraceId());
              assertThat(link.getSpanId()).isEqualTo(launch.getSpanId());
            });
    Map<String, String> about = attributes(session.getAttributesList());
    assertThat(about)
        .containsKeys("session.id", "container.id", "container.name", "container.image.id")
        .containsEntry("container.image.name", "clew-test")
        .containsEntry("container.image.tags", "[1]")
        .containsEntry("container.runtime.name", "docker")
        .containsEntry("process.executable.name", "sh")
        .containsEntry("process.command_args", "[sh, -c, echo hello; sleep 0.3]")
        .containsEntry("process.exit.code", "0");
    List<LogRecord> inSession =
        records.logs.stream().filter(log -> log.getTraceId().equals(session.getTraceId())).toList();
    assertThat(inSession)
        .extracting(LogRecord::getEventName)
        .contains("container.started", "container.exited", "");
    assertThat(inSession)
        .allSatisfy(
            log ->
                assertThat(attributes(log.getAttributesList()))
                    .containsEntry("session.id", about.get("session.id")));
    assertThat(records.output("stdout")).containsExactly("hello");
  }

  /// It ends before the engine has told that it runs.
  @Test
  void aShortCommandIsSampledAndItsSessionIsAsLongAsItRan() {
    Program clew = clew();
    clew.run("run", "--container", IMAGE, "--", "true");

    Records records = clew.records();
    assertThat(records.metrics.stream().map(Metric::getName))
        .contains("container.cpu.time", "container.memory.usage", "container.disk.io");
    Span session = records.span("session " + IMAGE);
    assertThat(session.getStartTimeUnixNano())
        .isGreaterThan(records.span("start").getStartTimeUnixNano())
        .isGreaterThan(records.span("create").getEndTimeUnixNano());
    assertThat(session.getEndTimeUnixNano())
        .isLessThanOrEqualTo(records.span("wait").getStartTimeUnixNano());
  }

  @Test
  void itsContainerIsSampledFromOutside() {
    Program clew = clew().with("OTEL_METRIC_EXPORT_INTERVAL", "200");
    clew.run(
        "run",
        "--container",
        IMAGE,
        "--",
        "sh",
        "-c",
        "n=0; while [ $n -lt 300000 ]; do n=$((n+1)); done; sleep 5");

    Records records = clew.records();
    for (String metric :
        List.of(
            "container.cpu.time",
            "container.cpu.usage",
            "container.memory.usage",
            "container.memory.working_set",
            "container.disk.io")) {
      assertThat(records.metrics.stream().filter(each -> each.getName().equals(metric)).count())
          .as(metric)
          .isGreaterThan(1);
    }
    double cpu =
        records.metrics.stream()
            .filter(each -> each.getName().equals("container.cpu.time"))
            .map(Metric::getSum)
            .flatMap(sum -> sum.getDataPointsList().stream())
            .mapToDouble(point -> point.getAsDouble())
            .max()
            .orElse(0);
    assertThat(cpu).isPositive();
    assertThat(
            records.resources.stream()
                .map(ContainerSessionTest::text)
                .filter(resource -> resource.containsKey("session.id")))
        .allSatisfy(
            resource ->
                assertThat(resource)
                    .containsEntry("parallax.run.id", run)
                    .containsKeys("container.name", "container.image.name"));
    assertThat(attributes(records.event("run.summary").getAttributesList()))
        .containsKey("clew.memory.peak");
  }

  private static Map<String, String> text(Resource resource) {
    return attributes(resource.getAttributesList());
  }

  @Test
  void everythingUpToAKillIsInTheBackend() throws Exception {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Process process =
          clew()
              .exportingTo(backend)
              .start(
                  "--debug",
                  "run",
                  "--container",
                  IMAGE,
                  "--",
                  "sh",
                  "-c",
                  "n=0; while :; do n=$((n+1)); echo line $n; sleep 0.1; done");
      int before = 0;
      while (before < 3) {
        Thread.sleep(50);
        synchronized (backend) {
          before = backend.records.output("stdout").size();
        }
      }
      // It runs still, and the backend has what it has written.
      assertThat(process.isAlive()).isTrue();
      docker.docker("kill", "--signal", "KILL", docker.containers(run).getFirst());

      List<String> out = process.inputReader().lines().toList();
      assertThat(process.waitFor()).isEqualTo(137);
      Records records = backend.records;
      assertThat(records.output("stdout")).isEqualTo(out).hasSizeGreaterThanOrEqualTo(before);
      LogRecord crashed = records.event("container.crashed");
      Map<String, String> how = attributes(crashed.getAttributesList());
      assertThat(how)
          .containsEntry("clew.container.end", "signal")
          .containsEntry("process.exit.code", "137");
      assertThat(how.get("clew.output.tail").lines().toList()).isEqualTo(lastOf(out));
      assertThat(records.span("session " + IMAGE).getLinksCount()).isEqualTo(1);
      assertThat(docker.containers(run)).isEmpty();
    }
  }

  private static List<String> lastOf(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 50), lines.size());
  }

  @Test
  void anEndpointOnLoopbackIsRewrittenAndReached() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.httpForAll()) {
      Program clew =
          clew()
              .with("OTEL_EXPORTER_OTLP_ENDPOINT", backend.endpoint())
              .with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
              .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000");

      Ended ended =
          clew.run(
              "run",
              "--container",
              IMAGE,
              "--",
              "sh",
              "-c",
              "echo $OTEL_EXPORTER_OTLP_ENDPOINT; wget -q -O - --header 'Content-Type:"
                  + " application/json' --post-data '{\"resourceLogs\":[{\"scopeLogs\":"
                  + "[{\"logRecords\":[{\"body\":{\"stringValue\":\"from inside\"}}]}]}]}'"
                  + " $OTEL_EXPORTER_OTLP_ENDPOINT/v1/logs");

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.text().lines().findFirst())
          .contains(backend.endpoint().replace("127.0.0.1", "host.docker.internal"));
      assertThat(backend.records.logs.stream().map(log -> log.getBody().getStringValue()))
          .contains("from inside");
    }
  }

  @Test
  void anEndpointElsewhereIsLeftAlone() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.httpForAll()) {
      String endpoint = backend.endpoint().replace("127.0.0.1", docker.gateway());

      Map<String, String> variables =
          inside(
              clew()
                  .with("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
                  .with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));

      assertThat(variables)
          .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
          .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    }
  }

  @Test
  void theEndpointForContainersGoesBefore() throws IOException {
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Map<String, String> variables =
          inside(
              clew()
                  .exportingTo(backend)
                  .with("CLEW_CONTAINER_ENDPOINT", "http://collector.example:4317"));

      assertThat(variables)
          .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.example:4317")
          .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    }
  }

  @Test
  void idsAndContextAreHandedIn() {
    Program clew = clew().with("OTEL_SERVICE_NAME", "mine").with("OTEL_RESOURCE_ATTRIBUTES", "a=b");
    Map<String, String> variables = inside(clew);

    Span session = clew.records().span("session " + IMAGE);
    String id = attributes(session.getAttributesList()).get("session.id");
    assertThat(variables)
        .containsEntry("CLEW_RUN_ID", run)
        .containsEntry("CLEW_SESSION_ID", id)
        .containsEntry("OTEL_SERVICE_NAME", "mine")
        .doesNotContainKey("OTEL_EXPORTER_OTLP_ENDPOINT");
    assertThat(variables.get("TRACEPARENT"))
        .isEqualTo(
            "00-"
                + Records.hex(session.getTraceId())
                + "-"
                + Records.hex(session.getSpanId())
                + "-01");
    assertThat(variables.get("OTEL_RESOURCE_ATTRIBUTES").split(","))
        .contains("a=b", "session.id=" + id, "parallax.run.id=" + run, "cli.invocation.id=" + run);
    assertThat(inside(clew, "--no-inject")).doesNotContainKeys("TRACEPARENT", "CLEW_RUN_ID");
  }

  @Test
  void credentialsAreHandedInOnRequestOnly() throws IOException {
    String secret = "Bearer-invented-" + run;
    try (OtlpReceiver backend = OtlpReceiver.grpc()) {
      Program clew =
          clew()
              .exportingTo(backend)
              .with("CLEW_DIAGNOSTICS_FILE", "1")
              .with("OTEL_EXPORTER_OTLP_HEADERS", "authorization=" + secret);

      Map<String, String> without = inside(clew, "--keep");
      String kept = docker.containers(run).getFirst();
      assertThat(docker.docker("inspect", kept).text()).doesNotContain(secret);
      docker.docker("rm", kept);
      assertThat(without)
          .doesNotContainKey("OTEL_EXPORTER_OTLP_HEADERS")
          .containsKey("OTEL_EXPORTER_OTLP_ENDPOINT");

      assertThat(inside(clew, "--forward-credentials", "--no-capture"))
          .containsEntry("OTEL_EXPORTER_OTLP_HEADERS", "authorization=" + secret);
      for (Path file : clew.runFiles()) {
        assertThat(Files.readString(file)).doesNotContain(secret);
      }
    }
  }

  /// The image has nothing but busybox: this machine's programs are mounted.
  @Test
  void aClewInsideJoinsRunSessionAndTrace() throws IOException {
    Path program = Program.path().toRealPath();
    Path target = program.getParent();
    Path jdk = Path.of(System.getProperty("java.home")).toRealPath();
    try (OtlpReceiver backend = OtlpReceiver.httpForAll()) {
      Program clew =
          clew()
              .with("OTEL_EXPORTER_OTLP_ENDPOINT", backend.endpoint())
              .with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
              .with("OTEL_EXPORTER_OTLP_TIMEOUT", "120000");

      Ended ended =
          clew.run(
              "run",
              "--container",
              IMAGE,
              "--volume",
              "/usr:/usr:ro",
              "--volume",
              target + ":" + target + ":ro",
              "--volume",
              jdk + ":" + jdk + ":ro",
              "--",
              program.toString(),
              "run",
              "--name",
              "inner",
              "--",
              "true");

      assertThat(ended.code()).as(ended.err()).isZero();
      Span session = backend.records.span("session " + IMAGE);
      Span inner = backend.records.span("inner");
      assertThat(inner.getTraceId()).isEqualTo(session.getTraceId());
      assertThat(inner.getParentSpanId()).isEqualTo(session.getSpanId());
      String id = attributes(session.getAttributesList()).get("session.id");
      assertThat(backend.records.resources.stream().map(ContainerSessionTest::text))
          .filteredOn(resource -> id.equals(resource.get("session.id")))
          .allSatisfy(resource -> assertThat(resource).containsEntry("parallax.run.id", run))
          .anyMatch(resource -> !resource.containsKey("container.name"));
    }
  }
}
