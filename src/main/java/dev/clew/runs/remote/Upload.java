package dev.clew.runs.remote;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.client.Backoff;
import dev.clew.otlp.client.ExportResult;
import dev.clew.otlp.client.OtlpClient;
import dev.clew.otlp.client.RequestSender;
import dev.clew.otlp.client.RequestSender.Outcome;
import dev.clew.otlp.client.Transport;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.ProtoBuffer;
import dev.clew.record.Attributes;
import dev.clew.transfer.Import;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// Sends export requests to a backend by OTLP over HTTP, in batches, and waits for each to be
/// accepted. Errors are E060, E062 and E063.
public final class Upload implements Import.Backend {
  private static final int BATCH = 2 << 20;
  private static final int MOST_REASONS = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Map<OtlpSignal, RequestSender> senders = new EnumMap<>(OtlpSignal.class);
  private final Map<OtlpSignal, ProtoBuffer> batches = new EnumMap<>(OtlpSignal.class);
  private final Pause pause;
  private final String name;
  private final String endpoint;
  private final RandomGenerator random = new SecureRandom();
  private final Set<String> reasons = new LinkedHashSet<>();
  private long rejected;

  /// Waits before a request is tried again.
  @FunctionalInterface
  public interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  /// Sends to a backend.
  ///
  /// @throws ClewError E060 to E063
  public Upload(ServerAddress address, Pause pause) {
    this.pause = pause;
    this.name = address.toString();
    Attributes status = new ApiClient(address).get("status");
    URI otlp = endpoint(address, status.texts("otlp"));
    this.endpoint = otlp.toString();
    OkHttpClient http = Transport.connect(ApiClient.target(address, otlp, TIMEOUT));
    for (OtlpSignal signal : OtlpSignal.values()) {
      var target = ApiClient.target(address, otlp.resolve("/v1/" + signal.label()), TIMEOUT);
      senders.put(signal, new RequestSender(new OtlpClient(http, target, signal), signal));
      batches.put(signal, new ProtoBuffer());
    }
  }

  /// The first endpoint that is on the host that the backend was asked at: it may listen on others
  /// that cannot be reached from here.
  private static URI endpoint(ServerAddress address, List<String> endpoints) {
    if (endpoints.isEmpty()) {
      throw new ClewError(ErrorCode.E063, address + " takes no OTLP.");
    }
    URI first = URI.create(endpoints.getFirst());
    for (String endpoint : endpoints) {
      String host = String.valueOf(URI.create(endpoint).getHost());
      if (host.equals(address.host())) {
        return URI.create(endpoint);
      }
    }
    return URI.create(first.getScheme() + "://" + address.host() + ":" + first.getPort());
  }

  @Override
  public void accept(OtlpSignal signal, byte[] protobuf) throws IOException {
    ProtoBuffer batch = batch(signal);
    if (batch.size() > 0 && batch.size() + protobuf.length > BATCH) {
      send(signal);
    }
    batch.raw(protobuf, 0, protobuf.length);
  }

  private ProtoBuffer batch(OtlpSignal signal) {
    return batches.computeIfAbsent(signal, _ -> new ProtoBuffer());
  }

  @Override
  public long finish() throws IOException {
    for (OtlpSignal signal : OtlpSignal.values()) {
      if (batch(signal).size() > 0) {
        send(signal);
      }
    }
    return rejected;
  }

  @Override
  public List<String> reasons() {
    return List.copyOf(reasons);
  }

  @Override
  public String name() {
    return name;
  }

  private void send(OtlpSignal signal) throws IOException {
    byte[] request = batch(signal).toByteArray();
    batch(signal).clear();
    RequestSender sender = senders.get(signal);
    if (sender == null) {
      throw new IllegalStateException(signal.label());
    }
    Backoff backoff = new Backoff(random, Duration.ofMillis(500));
    Outcome outcome = noted(sender.send(request, 0));
    for (int attempt = 1; attempt <= 5 && isBusy(outcome.failure()); attempt++) {
      rest(backoff.next(advice(outcome.failure())));
      outcome = noted(sender.send(request, outcome.settled()));
    }
    switch (outcome.failure()) {
      case null -> {}
      case ExportResult.Unreachable unreachable ->
          throw new ClewError(ErrorCode.E060, endpoint + " (" + unreachable.reason() + ").");
      case ExportResult other ->
          throw new ClewError(
              other instanceof ExportResult.Refused(String status, _, _, _)
                      && status.equals("HTTP 401")
                  ? ErrorCode.E062
                  : ErrorCode.E063,
              endpoint + ": " + other.problem() + ".");
    }
  }

  private Outcome noted(Outcome outcome) {
    rejected += outcome.rejected();
    if (outcome.rejected() > 0 && outcome.problem() != null && reasons.size() < MOST_REASONS) {
      reasons.add(String.valueOf(outcome.problem().problem()));
    }
    return outcome;
  }

  private static boolean isBusy(@Nullable ExportResult answer) {
    return answer instanceof ExportResult.Refused refused && refused.retryable();
  }

  private static @Nullable Duration advice(@Nullable ExportResult answer) {
    return answer instanceof ExportResult.Refused refused ? refused.retryAfter() : null;
  }

  private void rest(Duration time) {
    try {
      pause.pause(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
