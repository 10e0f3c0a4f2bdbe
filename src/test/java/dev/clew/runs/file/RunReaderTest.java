package dev.clew.runs.file;

import static dev.clew.runs.RunFixture.nanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.config.Home;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.record.Entry;
import dev.clew.record.Level;
import dev.clew.record.LogEntry;
import dev.clew.record.Metric;
import dev.clew.record.MetricPoint;
import dev.clew.record.PointValue;
import dev.clew.record.SpanEntry;
import dev.clew.runs.RunFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReaderTest {
  @TempDir Path directory;
  private RunFixture run;

  @BeforeEach
  void file() {
    run = RunFixture.run(new Home(directory), "8b4766a1c2d3e4f5");
  }

  private List<Entry> read(Selection selection) {
    List<Entry> entries = new ArrayList<>();
    try (RunReader reader = RunReader.open(run.path(), 0, selection)) {
      reader.readAll(entries::add);
      damaged = reader.damaged();
    }
    return entries;
  }

  private long damaged;

  @Test
  void readsEverySignal() {
    run.runStarted(0, "s1", "make")
        .span(0, 100, "s1", "", "make", 2, RunFixture.whole("process.exit.code", 2))
        .metric(
            "clew.process",
            42,
            "process.cpu.time",
            "s",
            "\"sum\":{\"dataPoints\":["
                + RunFixture.point(5, "\"asDouble\":1.5")
                + "],\"aggregationTemporality\":2,\"isMonotonic\":true}");

    List<Entry> entries = read(Selection.ALL);

    assertThat(entries).hasSize(3);
    LogEntry log = (LogEntry) entries.get(0);
    assertThat(log.eventName()).isEqualTo("run.started");
    assertThat(log.timeNanos()).isEqualTo(nanos(0));
    assertThat(log.subsystem()).isEqualTo("run");
    assertThat(log.source().resource().text("service.name")).isEqualTo("clew");
    SpanEntry span = (SpanEntry) entries.get(1);
    assertThat(span.error()).isTrue();
    assertThat(span.attributes().whole("process.exit.code")).hasValue(2);
    MetricPoint point = (MetricPoint) entries.get(2);
    assertThat(point.metric().kind()).isEqualTo(new Metric.Sum(true, true));
    assertThat(point.reading()).isEqualTo(new PointValue.Decimal(1.5));
    assertThat(point.source().resource().whole("process.pid")).hasValue(42);
    assertThat(damaged).isZero();
  }

  @Test
  void takesFieldsInAnyOrderAndIgnoresUnknownOnes() {
    run.raw(
        """
        { "future": {"a":[1]}, "resourceLogs":[{"schemaUrl":"u","scopeLogs":[{"logRecords":[{"future":[{}],"attributes":[{"value":{"intValue":7},"key":"n"},{"key":"list","value":{"arrayValue":{"values":[{"boolValue":true},{"doubleValue":"1.5"},{"bytesValue":"AQI="},{}]}}},{"key":"table","value":{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":"v"}}]}}}],"body":{"stringValue":"hi"},"observedTimeUnixNano":5,"traceId":"ABCDEF","severityText":"WARN"}],"scope":{"version":"1","name":"other"}}],"resource":{"attributes":[{"key":"r","value":{"stringValue":"x"}}]}}]}
        """);

    LogEntry log = (LogEntry) read(Selection.LOGS).getFirst();

    assertThat(log.timeNanos()).isEqualTo(5);
    assertThat(log.level()).isEqualTo(Level.WARN);
    assertThat(log.traceId()).isEqualTo("abcdef");
    assertThat(log.subsystem()).isEqualTo("other");
    assertThat(log.source().resource().text("r")).isEqualTo("x");
    assertThat(log.attributes().text()).isEqualTo("n=7, list=[true, 1.5, AQI=, ], table={k=v}");
  }

  @Test
  void takesNullsForDefaults() {
    run.raw(
        """
        {"resourceLogs":[{"resource":null,"scopeLogs":[{"scope":null,"logRecords":[{"timeUnixNano":null,"body":null,"attributes":null}]}]}]}
        {"resourceSpans":null}
        """);

    assertThat(read(Selection.ALL)).hasSize(1);
    assertThat(damaged).isZero();
  }

  @Test
  void readsHistogramsOfEitherLayoutAndSummaries() {
    run.metric(
            "clew.user",
            1,
            "h",
            "s",
            "\"histogram\":{\"aggregationTemporality\":1,\"dataPoints\":["
                + RunFixture.point(1, "\"count\":\"3\",\"sum\":6.5,\"min\":1,\"max\":4")
                + "]}")
        .metric(
            "clew.user",
            1,
            "e",
            "s",
            "\"exponentialHistogram\":{\"dataPoints\":["
                + RunFixture.point(
                    1, "\"count\":1,\"scale\":20,\"positive\":{\"bucketCounts\":[1]}")
                + "]}")
        .metric(
            "clew.user",
            1,
            "q",
            "s",
            "\"summary\":{\"dataPoints\":["
                + RunFixture.point(1, "\"count\":2,\"sum\":3,\"quantileValues\":[{\"quantile\":1}]")
                + "]}");

    assertThat(read(Selection.METRICS))
        .extracting(entry -> ((MetricPoint) entry).reading())
        .containsExactly(
            new PointValue.Distribution(3, 6.5, OptionalDouble.of(1), OptionalDouble.of(4)),
            new PointValue.Distribution(1, 0, OptionalDouble.empty(), OptionalDouble.empty()),
            new PointValue.Distribution(2, 3, OptionalDouble.empty(), OptionalDouble.empty()));
  }

  @Test
  void passesOverDamagedLinesAndCountsThem() {
    run.output(1, "s1", "stdout", "one")
        .raw("no json\n{\"resourceLogs\":[3]}\n\n\u0000\n{} {}\n")
        .output(2, "s1", "stdout", "two")
        .raw("{\"resourceLogs\":[{\"resou");

    assertThat(bodies(read(Selection.ALL))).containsExactly("one", "two");
    assertThat(damaged).isEqualTo(5);
  }

  @Test
  void findsTheLineThatFollowsATornWrite() {
    run.raw("{\"resourceLogs\":[{\"resource\":{\"attr").output(2, "s1", "stdout", "two");

    assertThat(bodies(read(Selection.LOGS))).containsExactly("two");
    assertThat(damaged).isEqualTo(1);
  }

  @Test
  void readsALastLineWithoutNewline() {
    run.raw(
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"x\"}}]}]}]}");

    assertThat(bodies(read(Selection.ALL))).containsExactly("x");
  }

  @Test
  void readsLinesBeyondTheBuffer() {
    String longLine = "x".repeat(700_000);
    run.output(1, "s1", "stdout", longLine).output(2, "s1", "stdout", "after");

    assertThat(bodies(read(Selection.ALL))).containsExactly(longLine, "after");
  }

  @Test
  void startsAtTheFirstWholeLineAfterAnOffset() {
    run.output(1, "s1", "stdout", "one");
    long second = run.file().size();
    run.output(2, "s1", "stdout", "two").output(3, "s1", "stdout", "three");

    assertThat(bodies(from(second))).containsExactly("two", "three");
    assertThat(bodies(from(second - 1))).containsExactly("two", "three");
    assertThat(bodies(from(second + 1))).containsExactly("three");
  }

  @Test
  void selectsWhatATreeNeeds() {
    run.runStarted(0, "s1", "make")
        .output(1, "s1", "stdout", "\"eventName\" and \"resourceSpans\"")
        .span(0, 9, "s1", "", "make", 0)
        .metric("clew.process", 1, "m", "1", "\"gauge\":{\"dataPoints\":[]}");

    assertThat(read(Selection.STORY)).hasSize(2);
    assertThat(read(Selection.LOGS)).hasSize(2);
  }

  @Test
  void saysWhichFileCannotBeRead() {
    Path missing = directory.resolve("gone.jsonl");

    assertThatThrownBy(() -> RunReader.open(missing, 0, Selection.ALL))
        .isInstanceOfSatisfying(
            ClewError.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.E022))
        .hasMessageContaining("gone.jsonl");
  }

  private List<Entry> from(long offset) {
    List<Entry> entries = new ArrayList<>();
    try (RunReader reader = RunReader.open(run.path(), offset, Selection.ALL)) {
      reader.readAll(entries::add);
    }
    return entries;
  }

  private static List<String> bodies(List<Entry> entries) {
    return entries.stream().map(entry -> ((LogEntry) entry).body().text()).toList();
  }
}
