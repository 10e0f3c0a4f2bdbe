package dev.clew.runs.remote;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.record.Attributes;
import dev.clew.record.Entry;
import dev.clew.runs.LogQuery;
import dev.clew.runs.PathSegment;
import dev.clew.runs.Run;
import dev.clew.runs.RunAssembly;
import dev.clew.runs.RunHandle;
import dev.clew.runs.RunLog;
import dev.clew.runs.RunMetrics;
import dev.clew.runs.State;
import dev.clew.runs.file.EntryReader;
import dev.clew.runs.file.Selection;
import dev.clew.time.EpochNanos;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// A run of a backend. Its records come as the lines that a run file would have, and are read by
/// the same readers.
final class RemoteRun implements RunHandle {
  static final String LINES = "application/x-ndjson";

  /// Of a run with more log records, only the events are asked for.
  private static final long FEW_LOGS = 20_000;

  private final ApiClient server;
  private final Run head;
  private final Clock clock;

  RemoteRun(ApiClient server, Run head, Clock clock) {
    this.server = server;
    this.head = head;
    this.clock = clock;
  }

  @Override
  public String id() {
    return head.id();
  }

  @Override
  public Run inspect() {
    Attributes answer = server.get("runs/" + PathSegment.of(id()));
    Run now = ApiResponses.run(answer, head.origin());
    RunAssembly assembly = new RunAssembly();
    assembly.see(now.startNanos());
    assembly.see(now.endNanos());
    if (JsonTree.object(answer, "counts").whole("logs").orElse(0) <= FEW_LOGS) {
      take(OtlpSignal.LOGS, assembly);
    } else {
      events(assembly);
    }
    take(OtlpSignal.TRACES, assembly);
    return assembly.run(
        id(), head.origin(), now.state() instanceof State.Running, EpochNanos.of(clock.instant()));
  }

  private void events(RunAssembly assembly) {
    String cursor = "";
    do {
      Attributes page =
          server.get(
              "runs/" + PathSegment.of(id()) + "/logs",
              "event",
              "1",
              "limit",
              "1000",
              "cursor",
              cursor);
      JsonTree.objects(page, "logs").forEach(log -> assembly.accept(ApiResponses.log(log)));
      cursor = page.text("next");
    } while (!cursor.isEmpty());
  }

  private void take(OtlpSignal signal, RunAssembly assembly) {
    read(
        signal,
        Selection.STORY,
        entry -> {
          assembly.accept(entry);
          return true;
        });
  }

  /// @return how many lines were damaged
  private long read(OtlpSignal signal, Selection selection, Predicate<Entry> visitor) {
    try (InputStream in = lines(Optional.of(signal))) {
      EntryReader reader = reader(in, selection);
      reader.readAll(visitor);
      return reader.damaged();
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E060, server.address() + ": " + e.getMessage(), e);
    }
  }

  private static EntryReader reader(InputStream in, Selection selection) {
    return new EntryReader(
        (into, _) -> {
          int read = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
          into.position(into.position() + Math.max(0, read));
          return read;
        },
        0,
        selection);
  }

  @Override
  public RunLog log(LogQuery query, OptionalInt tail) {
    return new RemoteLog(
        server, id(), query, tail, visitor -> read(OtlpSignal.LOGS, Selection.LOGS, visitor));
  }

  @Override
  public RunMetrics metrics(String name) {
    return visitor -> read(OtlpSignal.METRICS, Selection.METRICS, RunMetrics.points(name, visitor));
  }

  @Override
  public InputStream lines(Optional<OtlpSignal> signal) {
    return server.open(
        "runs/" + PathSegment.of(id()) + "/export",
        LINES,
        "signal",
        signal.map(OtlpSignal::label).orElse(""));
  }
}
