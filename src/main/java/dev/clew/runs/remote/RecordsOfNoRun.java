package dev.clew.runs.remote;

import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runs.RecordLines;
import java.io.InputStream;
import java.util.Optional;

/// The records of a backend that belong to no run.
public final class RecordsOfNoRun implements RecordLines {
  private final ApiClient server;

  public RecordsOfNoRun(ServerAddress address) {
    this.server = new ApiClient(address);
  }

  @Override
  public String id() {
    return "no-run";
  }

  @Override
  public InputStream lines(Optional<OtlpSignal> signal) {
    return server.open(
        "no-run/export", RemoteRun.LINES, "signal", signal.map(OtlpSignal::label).orElse(""));
  }
}
