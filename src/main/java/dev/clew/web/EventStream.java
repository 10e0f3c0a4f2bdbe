package dev.clew.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;

/// Server-sent events to one client, at the speed at which it takes them.
final class EventStream {
  private final Sse sse;
  private final SseEventSink sink;
  private final ObjectMapper json;

  EventStream(Sse sse, SseEventSink sink, ObjectMapper json) {
    this.sse = sse;
    this.sink = sink;
    this.json = json;
  }

  /// Sends the head of the answer, on the thread of the request: two threads that both send it make
  /// a 500 of it.
  void open() {
    comment();
  }

  /// Sends an event and waits until the client takes more.
  ///
  /// @param id for `Last-Event-ID`; empty for none
  /// @return false when the client is gone
  boolean send(String name, String id, Object data) {
    try {
      OutboundSseEvent.Builder event = sse.newEventBuilder().data(json.writeValueAsString(data));
      if (!name.isEmpty()) {
        event.name(name);
      }
      if (!id.isEmpty()) {
        event.id(id);
      }
      return send(event.build());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a comment: it tells a client, and what lies between, that the stream is alive.
  boolean comment() {
    return send(sse.newEventBuilder().comment("").build());
  }

  private boolean send(OutboundSseEvent event) {
    if (sink.isClosed()) {
      return false;
    }
    try {
      sink.send(event).toCompletableFuture().join();
      return !sink.isClosed();
    } catch (CompletionException | IllegalStateException gone) {
      return false;
    }
  }

  boolean isClosed() {
    return sink.isClosed();
  }

  void close() {
    sink.close();
  }
}
