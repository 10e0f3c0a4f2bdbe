package dev.clew.model;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import okhttp3.OkHttpClient;

/// A model behind its provider's API. What fails for a while is asked again: refusals that a
/// provider makes while it is busy, with the wait that it asks for, and broken connections; never
/// once a piece of the answer has been handed on.
public final class ProviderModel implements ChatModel {
  private final String name;
  private final ModelEndpoint endpoint;
  private final RetryPolicy retries;
  private final boolean captureContent;
  private final Clock clock;
  private final OkHttpClient http;

  /// @param captureContent whether errors have what the provider said, which may repeat what it was
  ///   asked
  public ProviderModel(
      String name,
      ModelEndpoint endpoint,
      RetryPolicy retries,
      boolean captureContent,
      Clock clock) {
    this.name = name;
    this.endpoint = endpoint;
    this.retries = retries;
    this.captureContent = captureContent;
    this.clock = clock;
    this.http = ApiTransport.to(endpoint.address(), endpoint.egress());
  }

  @Override
  public Provider provider() {
    return endpoint.provider();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ModelEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public ChatAnswer chat(ChatRequest request, ChatListener listener, Cancellation cancellation) {
    var heard = new Heard(listener);
    for (int attempt = 1; ; attempt++) {
      cancellation.check();
      var exchange = new Exchange(http, endpoint, request.options().timeout(), cancellation, clock);
      try {
        return new LibraryCall(name, endpoint, exchange).make(request, heard, attempt);
      } catch (ProviderFailure failure) {
        cancellation.check();
        Duration wait = heard.any ? null : retries.waitAfter(attempt, failure);
        if (wait == null) {
          throw error(failure, attempt);
        }
        listener.onRetry(attempt, failure.reason(), wait);
        cancellation.pause(wait);
      }
    }
  }

  private ClewError error(ProviderFailure failure, int attempts) {
    ErrorCode code =
        switch (failure.kind()) {
          case UNREACHABLE -> ErrorCode.E111;
          case REFUSED -> ErrorCode.E112;
          case OVERLOADED -> ErrorCode.E113;
          case MALFORMED -> ErrorCode.E114;
        };
    StringBuilder detail =
        new StringBuilder(name + " of " + endpoint + ": ").append(failure.reason());
    Duration asked = failure.pause();
    if (asked != null && asked.compareTo(retries.longest()) > 0) {
      detail.append("; it asks to wait ").append(asked.toSeconds()).append(" s");
    }
    if (attempts > 1) {
      detail.append(", after ").append(attempts).append(" attempts");
    }
    detail.append('.');
    if (captureContent && !failure.content().isEmpty()) {
      detail.append(' ').append(withoutKey(failure.content()));
    }
    return new ClewError(code, detail.toString());
  }

  /// A provider may quote the key that it refuses, or a part of it.
  private String withoutKey(String said) {
    String key = endpoint.key();
    return key.isEmpty() ? said : said.replace(key, "[REDACTED]");
  }

  /// Knows whether a piece of the answer has been handed on.
  private static final class Heard implements ChatListener {
    private final ChatListener next;
    private boolean any;

    Heard(ChatListener next) {
      this.next = next;
    }

    @Override
    public void onText(String piece) {
      any = true;
      next.onText(piece);
    }
  }
}
