package dev.clew.remote;

import dev.clew.history.RecordLines;
import dev.clew.wire.Signal;
import java.io.InputStream;
import java.util.Optional;

/// The records of a backend that belong to no run.
public final class RecordsOfNoRun implements RecordLines {
  private final Server server;

  public RecordsOfNoRun(ServerAddress address) {
    this.server = new Server(address);
  }

  @Override
  public String id() {
    return "no-run";
  }

  @Override
  public InputStream lines(Optional<Signal> signal) {
    return server.open(
        "no-run/export", RemoteRun.LINES, "signal", signal.map(Signal::label).orElse(""));
  }
}
