package dev.clew.console;

import dev.clew.telemetry.Event;
import dev.clew.telemetry.LifecycleEvent;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Records every visit to a screen as a trace of its own that is linked to the visit before it. All
/// belong to the run of the recorder.
public final class ScreenTrail implements Trail {
  private static final String CONSOLE = "console";
  private static final AttributeKey<String> SCREEN = AttributeKey.stringKey("clew.screen.name");
  private static final AttributeKey<String> TO = AttributeKey.stringKey("clew.screen.to");
  private static final AttributeKey<String> SELECTION = AttributeKey.stringKey("clew.selection");
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("clew.name");
  private static final AttributeKey<Double> DURATION = AttributeKey.doubleKey("clew.duration");
  private static final AttributeKey<Long> EXIT_CODE = AttributeKey.longKey("process.exit.code");

  private final Recorder recorder;
  private final Clock clock;
  private final boolean own;
  private final Instant start;
  private SpanContext before;
  private @Nullable Span visit;

  /// Begins a console's way.
  ///
  /// @param own whether the run is the console's own, not one that it was started in
  /// @param from what started the console; invalid where nothing says so
  public ScreenTrail(Recorder recorder, Clock clock, boolean own, SpanContext from) {
    this.recorder = recorder;
    this.clock = clock;
    this.own = own;
    this.before = from;
    this.start = clock.instant();
    if (own) {
      emit(LifecycleEvent.RUN_STARTED, "console started", Attributes.of(NAME, CONSOLE));
    }
  }

  @Override
  public void show(String screen) {
    Instant now = clock.instant();
    if (visit != null) {
      visit.addEvent("navigate", Attributes.of(TO, screen), now);
      visit.end(now);
    }
    Span next =
        recorder.startSpan("screen " + screen, Context.root(), Attributes.of(SCREEN, screen), now);
    if (before.isValid()) {
      next.addLink(before);
    }
    before = next.getSpanContext();
    visit = next;
  }

  @Override
  public void happened(Deed deed) {
    if (visit != null) {
      visit.addEvent(deed.name(), Attributes.of(SELECTION, deed.what()), clock.instant());
    }
  }

  @Override
  public SpanContext here() {
    return before;
  }

  /// The operator has left.
  public void end(int code) {
    Instant now = clock.instant();
    if (visit != null) {
      visit.end(now);
      visit = null;
    }
    if (own) {
      double seconds = Duration.between(start, now).toNanos() / 1e9;
      emit(
          LifecycleEvent.RUN_FINISHED,
          "console ended",
          Attributes.of(NAME, CONSOLE, DURATION, seconds, EXIT_CODE, (long) code));
    }
    var _ = recorder.close();
  }

  private void emit(LifecycleEvent event, String body, Attributes attributes) {
    recorder.emit(CONSOLE, Event.of(event, Severity.INFO, body, attributes), Context.root());
  }
}
