package dev.clew.model;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import java.io.IOException;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// Server-sent events as the [HTML
/// standard](https://html.spec.whatwg.org/multipage/server-sent-events.html) has them. An event
/// that no empty line ends is left out.
public final class ServerSentEvents {
  /// Takes an event.
  public interface Sink {
    /// Takes one.
    ///
    /// @param event its name, or null
    void event(@Nullable String event, String data) throws IOException;
  }

  private final BufferedSource source;

  /// Reads the events of a body.
  public ServerSentEvents(LimitedBody body) {
    this.source = body.source();
  }

  /// Reads to the end.
  public void read(Sink sink) throws IOException {
    String event = null;
    StringBuilder data = new StringBuilder();
    boolean any = false;
    for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
      if (line.isEmpty()) {
        if (any) {
          sink.event(event, data.toString());
        }
        event = null;
        data.setLength(0);
        any = false;
      } else if (line.startsWith("data:")) {
        if (any) {
          data.append('\n');
        }
        data.append(value(line));
        any = true;
      } else if (line.startsWith("event:")) {
        event = value(line);
      }
    }
  }

  private static String value(String line) {
    String value = line.substring(line.indexOf(':') + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  /// Hands an event to the library.
  static void hand(ServerSentEventListener listener, @Nullable String event, String data) {
    listener.onEvent(new ServerSentEvent(event, data), new ServerSentEventContext(new Handle()));
  }

  /// A cancellation closes the connection instead.
  private static final class Handle implements ServerSentEventParsingHandle {
    @Override
    public void cancel() {
      throw new UnsupportedOperationException("the exchange is cancelled as a whole");
    }

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
