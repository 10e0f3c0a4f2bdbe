package dev.clew.web.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;

/// Server-sent events to one client, at the speed at which it takes them.
final class EventStream {
  private final Sse sse;
  private final SseEventSink sink;
  private final HttpServerResponse response;
  private final ObjectMapper json;

  /// @param response what the sink writes to
  EventStream(Sse sse, SseEventSink sink, HttpServerResponse response, ObjectMapper json) {
    this.response = response;
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

  /// Records that are written at once.
  static final class Batch {
    private static final byte[] ID = "id:".getBytes(US_ASCII);
    private static final byte[] DATA = "\ndata:{\"id\":\"".getBytes(US_ASCII);
    private static final byte[] REST = "\",".getBytes(US_ASCII);
    private static final byte[] END = "\n\n".getBytes(US_ASCII);

    private final Buffer events = Buffer.buffer();

    /// Adds an event without a name.
    ///
    /// @param id for `Last-Event-ID`, and the first field of the data
    /// @param object in JSON, on one line, with a field at least
    void add(String id, byte[] object) {
      byte[] cursor = id.getBytes(US_ASCII);
      events.appendBytes(ID).appendBytes(cursor).appendBytes(DATA).appendBytes(cursor);
      events.appendBytes(REST).appendBytes(object, 1, object.length - 1).appendBytes(END);
    }

    boolean isEmpty() {
      return events.length() == 0;
    }
  }

  /// Sends events after [#open], and waits until the client takes more.
  ///
  /// @return false when the client is gone
  boolean send(Batch batch) {
    if (sink.isClosed()) {
      return false;
    }
    try {
      response.write(batch.events).toCompletionStage().toCompletableFuture().join();
      return !sink.isClosed();
    } catch (CompletionException | IllegalStateException gone) {
      return false;
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
