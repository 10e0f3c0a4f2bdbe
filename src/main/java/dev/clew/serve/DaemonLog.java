package dev.clew.serve;

import dev.clew.config.LoggingSettings.Level;
import dev.clew.telemetry.log.LogLine;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/// The one place that all log records of the process go through: Clew's own, and from warnings on
/// those of Quarkus, Vert.x and Netty. Attributes of a record are its MDC's.
final class DaemonLog extends ExtHandler {
  private static final String OWN = "dev.clew";
  private static final int INFO = java.util.logging.Level.INFO.intValue();
  private static final int WARN = java.util.logging.Level.WARNING.intValue();
  private static final int ERROR = java.util.logging.Level.SEVERE.intValue();

  private final Consumer<LogLine> output;
  private final Level level;
  private final boolean traces;

  /// A logger that nobody holds is forgotten, with its level.
  private final Logger own = Logger.getLogger(OWN);

  /// @param level of Clew's own records
  /// @param traces whether stack traces are written
  DaemonLog(Consumer<LogLine> output, Level level, boolean traces) {
    this.output = output;
    this.level = level;
    this.traces = traces;
  }

  /// Takes the place of every handler there is.
  void install() {
    Logger root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(this);
    own.setLevel(
        switch (level) {
          case DEBUG -> java.util.logging.Level.FINE;
          case INFO -> java.util.logging.Level.INFO;
          case WARN -> java.util.logging.Level.WARNING;
          case ERROR -> java.util.logging.Level.SEVERE;
        });
  }

  @Override
  protected void doPublish(ExtLogRecord entry) {
    Level severity = severity(entry.getLevel().intValue());
    if (isOwn(entry) || severity.compareTo(Level.WARN) >= 0) {
      output.accept(line(entry, severity));
    }
  }

  private LogLine line(ExtLogRecord entry, Level severity) {
    Map<String, Object> fields = new LinkedHashMap<>(new TreeMap<>(entry.getMdcCopy()));
    if (!isOwn(entry)) {
      fields.put("logger", String.valueOf(entry.getLoggerName()));
    }
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      fields.put("trace_id", span.getTraceId());
      fields.put("span_id", span.getSpanId());
    }
    Throwable thrown = entry.getThrown();
    if (thrown != null) {
      fields.put("error", thrown.toString());
      if (traces) {
        fields.put("stack_trace", stackTrace(thrown));
      }
    }
    return new LogLine(
        entry.getInstant().truncatedTo(ChronoUnit.MILLIS),
        severity,
        subsystem(entry),
        String.valueOf(new Message().format(entry)),
        fields);
  }

  private static boolean isOwn(ExtLogRecord entry) {
    return String.valueOf(entry.getLoggerName()).startsWith(OWN);
  }

  /// The room of Clew's that it comes from; `runtime` for all that is not Clew's.
  static String subsystem(ExtLogRecord entry) {
    String[] names = String.valueOf(entry.getLoggerName()).split("\\.", 4);
    return isOwn(entry) && names.length > 2 ? names[2] : "runtime";
  }

  static Level severity(int number) {
    return number >= ERROR
        ? Level.ERROR
        : number >= WARN ? Level.WARN : number >= INFO ? Level.INFO : Level.DEBUG;
  }

  private static String stackTrace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /// The message with its parameters.
  private static final class Message extends ExtFormatter {
    @Override
    public String format(ExtLogRecord entry) {
      return formatMessage(entry);
    }
  }
}
