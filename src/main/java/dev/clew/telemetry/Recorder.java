package dev.clew.telemetry;

import dev.clew.redaction.LineRedactor;
import dev.clew.runfile.RunTotals;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where commands write what happens. Secrets are taken out here, before anything is kept: of
/// names, bodies and attributes, and of every line of output. A failure to record never reaches the
/// caller: it is told once to the notices that the recorder was opened with.
public interface Recorder {
  /// Starts a span of kind CLIENT; it is recorded when it ends.
  Span startSpan(String name, Context parent, Attributes attributes, Instant start);

  /// Takes over a span that another process of the run has begun and cannot end.
  ///
  /// @param same its ids
  Span resumeSpan(
      String name, SpanContext same, Context parent, Attributes attributes, Instant start);

  /// Writes a log record in the context of a span, at once. Severities below the recorder's
  /// threshold are dropped.
  ///
  /// @param subsystem part of Clew that it comes from, such as `run`
  void emit(String subsystem, Event event, Context context);

  /// Writes a group of measurements taken at the same moment.
  void measure(String subsystem, List<Measurement> measurements, Instant at);

  /// Opens the firehose of a command's output.
  ///
  /// @param stream `stdout` or `stderr`
  /// @return null when output lines are not recorded
  @Nullable LineRedactor output(String stream, SpanContext span);

  /// A recorder into the same sinks for a session of the run: its spans without a parent begin
  /// traces of their own, and its records bear `session.id`. It is closed with this one.
  ///
  /// @param id of the session
  /// @param about further attributes of the resource
  Recorder session(String id, Attributes about);

  /// Hands on output lines that are held back for batching.
  void flush();

  /// What has been recorded by all processes of the run.
  RunTotals recorded();

  /// Delivers what is left and closes all sinks.
  ///
  /// @return what became of them; a joined run's owner answers for the backend
  DeliveryOutcome close();
}
