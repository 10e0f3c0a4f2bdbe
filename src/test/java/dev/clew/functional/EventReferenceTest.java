package dev.clew.functional;

import static dev.clew.functional.ReferencePage.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.telemetry.LifecycleEvent;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of events lists what the program records: each event of [LifecycleEvent] is provoked in
/// every way that gives it other attributes.
class EventReferenceTest {
  private static final String STAGES =
      """
      clew step good -- echo well
      clew step bad -- sh -c 'echo badly; exit 3'
      clew step late --skip 'no need'
      env -u TRACEPARENT clew step --no-args quiet -- false
      sleep 0.1
      exit 1
      """
          .replace("clew", Program.path().toString());

  private final Records records = new Records();

  @TempDir Path home;

  @Test
  void thePageIsCurrent() throws Exception {
    record();
    Map<String, List<LogRecord>> events =
        records.logs.stream()
            .filter(log -> !log.getEventName().isEmpty() && !isTransition(log))
            .collect(Collectors.groupingBy(LogRecord::getEventName));
    assertThat(events.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(LifecycleEvent.values()).map(LifecycleEvent::label).toList());

    var page = new ReferencePage("events");
    Map<String, String> types = new TreeMap<>();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("event", "severity", "when", "attributes"));
    for (LifecycleEvent event : LifecycleEvent.values()) {
      rows.add(row(event, events.get(event.label()), types));
    }
    page.table("events", rows);
    List<List<String>> attributes = new ArrayList<>();
    attributes.add(List.of("attribute", "type", "meaning"));
    types.forEach((name, type) -> attributes.add(List.of(code(name), type, page.meaning(name))));
    page.table("attributes", attributes);
    page.assertThatMeaningsAreOf(types.keySet());
    page.check();
  }

  private void record() throws Exception {
    Program clew = new Program(home);
    clew.run("run", "--", "sh", "-c", STAGES);
    clew.run("run", "--no-args", "--", "no-such-command");
    clew.run("log", "hello");
    new Program(home)
        .with("TRACEPARENT", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01")
        .run("run", "--", "sleep", "0.1");
    new Program(home)
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
        .run("run", "--", "true");
    interruptedAndResumed(clew);
    clew.runFiles().forEach(records::addAll);
    try (OtlpReceiver backend = OtlpReceiver.grpc(records)) {
      new Program(home).exportingTo(backend).run("doctor", "--send");
    }
  }

  /// Transitions of executions have a table of their own.
  private static boolean isTransition(LogRecord log) {
    return log.getAttributesList().stream()
        .anyMatch(
            each ->
                each.getKey().equals("subsystem")
                    && each.getValue().getStringValue().equals("workflow"));
  }

  /// An execution whose process is killed by its own node.
  private void interruptedAndResumed(Program clew) throws IOException {
    Files.writeString(
        home.resolve("flow.toml"),
        "[nodes.a]\ncommand = [\"sh\", \"-c\", \"test $CLEW_ATTEMPT = 2 || kill -9 $PPID\"]\n");
    clew.run("run", "flow.toml");
    try (Stream<Path> executions = Files.list(home.resolve("executions"))) {
      String id = String.valueOf(executions.findFirst().orElseThrow().getFileName());
      assertThat(clew.run("resume", id).code()).isZero();
    }
  }

  private static List<String> row(
      LifecycleEvent event, List<LogRecord> records, Map<String, String> types) {
    Map<String, Integer> counts = new TreeMap<>();
    for (LogRecord each : records) {
      for (KeyValue attribute : each.getAttributesList()) {
        if (!attribute.getKey().equals("subsystem")) {
          counts.merge(attribute.getKey(), 1, Integer::sum);
          types.merge(
              attribute.getKey(),
              type(attribute.getValue()),
              (one, other) -> one.length() < other.length() ? other : one);
        }
      }
    }
    return List.of(
        code(event.label()),
        records.stream()
            .map(LogRecord::getSeverityNumber)
            .distinct()
            .sorted()
            .map(severity -> severity.name().replace("SEVERITY_NUMBER_", ""))
            .collect(Collectors.joining(", ")),
        event.when(),
        counts.entrySet().stream()
            .map(
                each ->
                    each.getValue() == records.size()
                        ? code(each.getKey())
                        : "(" + code(each.getKey()) + ")")
            .collect(Collectors.joining(", ")));
  }

  private static String type(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> "string";
      case INT_VALUE -> "int";
      case DOUBLE_VALUE -> "double";
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(each -> type(each) + "[]")
              .findFirst()
              .orElse("");
      default -> throw new AssertionError(value.getValueCase());
    };
  }
}
