package dev.clew.runs;

import dev.clew.config.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;

/// Writes run files as a recorder does: whole lines of OTLP/JSON. Times are milliseconds after
/// [#START].
public final class RunFixture {
  /// When runs of fixtures start.
  public static final Instant START = Instant.parse("2026-01-02T10:00:00Z");

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final Path path;
  private String service = "clew";

  private RunFixture(Path path) {
    this.path = path;
  }

  /// A new, empty file among the runs.
  public static RunFixture run(Home home, String id) {
    return at(home.runs().resolve(id + ".jsonl"));
  }

  /// A new, empty file in the spool.
  public static RunFixture spooled(Home home, String id) {
    return at(home.spool().resolve(id + ".jsonl"));
  }

  private static RunFixture at(Path path) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
      return new RunFixture(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sets the service of the lines that follow.
  public RunFixture service(String name) {
    service = name;
    return this;
  }

  public Path path() {
    return path;
  }

  public RunFileHandle file() {
    String name = path.getFileName().toString();
    return new RunFileHandle(name.substring(0, 16), path);
  }

  /// Nanoseconds since 1970 of a number of milliseconds after the start.
  public static long nanos(long millis) {
    return (START.toEpochMilli() + millis) * 1_000_000;
  }

  /// Appends text as it is.
  public RunFixture raw(String text) {
    try {
      Files.writeString(path, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A string attribute.
  public static String text(String key, String value) {
    return attribute(key, "{\"stringValue\":" + quote(value) + "}");
  }

  /// An integer attribute, as a string.
  public static String whole(String key, long value) {
    return attribute(key, "{\"intValue\":\"" + value + "\"}");
  }

  /// A floating-point attribute.
  public static String decimal(String key, double value) {
    return attribute(key, "{\"doubleValue\":" + value + "}");
  }

  /// A list of strings.
  public static String texts(String key, String... values) {
    StringBuilder items = new StringBuilder();
    for (String value : values) {
      items.append(items.isEmpty() ? "" : ",").append("{\"stringValue\":" + quote(value) + "}");
    }
    return attribute(key, "{\"arrayValue\":{\"values\":[" + items + "]}}");
  }

  private static String attribute(String key, String value) {
    return "{\"key\":" + quote(key) + ",\"value\":" + value + "}";
  }

  /// One lifecycle event.
  public RunFixture event(long at, String name, int severity, String span, String... attributes) {
    return logs("clew.run", log(at, name, severity, span, "It is " + name + ".", attributes));
  }

  public RunFixture runStarted(long at, String span, String name, String... attributes) {
    return event(at, "run.started", 9, span, with(attributes, text("clew.name", name)));
  }

  public RunFixture runFinished(long at, String span, String name, int code) {
    return event(
        at,
        "run.finished",
        code == 0 ? 9 : 17,
        span,
        text("clew.name", name),
        whole("process.exit.code", code));
  }

  public RunFixture stageStarted(long at, String span, String parent, String name) {
    return event(
        at, "stage.started", 9, span, text("clew.name", name), text("clew.parent_span_id", parent));
  }

  public RunFixture stageFinished(long at, String span, String name, int code, String tail) {
    return event(
        at,
        code == 0 ? "stage.finished" : "stage.failed",
        code == 0 ? 9 : 17,
        span,
        text("clew.name", name),
        whole("process.exit.code", code),
        text("clew.output.tail", tail));
  }

  /// What `clew event` of earlier versions wrote of a run whose recorder had gone: beginning and
  /// end of a run, on the span that it was given.
  public RunFixture inheritedBy(long pid, String span, String name, long at) {
    String called = text("clew.name", name);
    String code = whole("process.exit.code", 0);
    return logs(
        pid,
        "clew.run",
        log(at, "run.started", 9, span, "", called),
        log(at + 1, "run.finished", 9, span, "", called, code));
  }

  public RunFixture summary(long at, String span, String... attributes) {
    return event(at, "run.summary", 9, span, attributes);
  }

  /// A line that the command wrote.
  public RunFixture output(long at, String span, String stream, String line) {
    return logs("clew.run", log(at, "", 5, span, line, text("log.iostream", stream)));
  }

  /// One log record, to be given to [#logs].
  public static String log(
      long at, String event, int severity, String span, String body, String... attributes) {
    return "{\"timeUnixNano\":\"%d\",\"severityNumber\":%d,\"body\":{\"stringValue\":%s},%s\"traceId\":\"%s\",\"spanId\":\"%s\",\"attributes\":[%s]}"
        .formatted(
            nanos(at),
            severity,
            quote(body),
            event.isEmpty() ? "" : "\"eventName\":" + quote(event) + ",",
            TRACE,
            span,
            String.join(",", attributes));
  }

  /// A line of log records.
  public RunFixture logs(String scope, String... records) {
    return logs(77, scope, records);
  }

  private RunFixture logs(long pid, String scope, String... records) {
    return line("resourceLogs", "scopeLogs", scope, pid, "\"logRecords\":[" + join(records) + "]");
  }

  public RunFixture span(
      long from,
      long to,
      String span,
      String parent,
      String name,
      int status,
      String... attributes) {
    String record =
        "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"parentSpanId\":\"%s\",\"name\":%s,\"kind\":3,\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\",\"attributes\":[%s],\"status\":{\"code\":%d}}"
            .formatted(
                TRACE, span, parent, quote(name), nanos(from), nanos(to), join(attributes), status);
    return line("resourceSpans", "scopeSpans", "clew.run", 77, "\"spans\":[" + record + "]");
  }

  /// A line with one metric.
  ///
  /// @param data such as `"gauge":{"dataPoints":[…]}`
  public RunFixture metric(String scope, long pid, String name, String unit, String data) {
    String metric = "{\"name\":%s,\"unit\":%s,%s}".formatted(quote(name), quote(unit), data);
    return line("resourceMetrics", "scopeMetrics", scope, pid, "\"metrics\":[" + metric + "]");
  }

  /// One data point.
  ///
  /// @param value such as `"asDouble":1.5`
  public static String point(long at, String value, String... attributes) {
    return "{\"startTimeUnixNano\":\"%d\",\"timeUnixNano\":\"%d\",%s,\"attributes\":[%s]}"
        .formatted(nanos(0), nanos(at), value, join(attributes));
  }

  private RunFixture line(String signal, String scopes, String scope, long pid, String records) {
    return raw(
        "{\"%s\":[{\"resource\":{\"attributes\":[%s,%s]},\"%s\":[{\"scope\":{\"name\":\"%s\"},%s}]}]}\n"
            .formatted(
                signal,
                text("service.name", service),
                whole("process.pid", pid),
                scopes,
                scope,
                records));
  }

  private static String join(String... parts) {
    return String.join(",", parts);
  }

  private static String[] with(String[] attributes, String more) {
    String[] all = Arrays.copyOf(attributes, attributes.length + 1);
    all[attributes.length] = more;
    return all;
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        default -> {
          if (c < 0x20) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
