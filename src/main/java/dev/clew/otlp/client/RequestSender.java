package dev.clew.otlp.client;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.RequestRecords;
import org.jspecify.annotations.Nullable;

/// Sends export requests in parts that the backend takes: none is larger than what gRPC's servers
/// accept by default, and one that is refused for its size is halved, down to one record.
public final class RequestSender {
  /// gRPC's servers accept 4 MiB by default.
  private static final int LARGEST = (4 << 20) - 1;

  /// No backend is that small: the refusal of such a request is about something else.
  private static final int SMALL = 1 << 10;

  private final OtlpClient client;
  private final OtlpSignal signal;
  private int limit = LARGEST;
  private boolean divides = true;
  private int settled;
  private long confirmed;
  private long rejected;
  private @Nullable ExportResult problem;
  private @Nullable ExportResult failure;

  public RequestSender(OtlpClient client, OtlpSignal signal) {
    this.client = client;
    this.signal = signal;
  }

  /// What became of a request.
  ///
  /// @param settled how many of its records, from the first on, are confirmed or rejected
  /// @param confirmed of those that were sent now
  /// @param rejected of those that were sent now: they are not to be sent again
  /// @param problem the last answer that did not confirm everything, or null
  /// @param failure why the rest is not settled; null when there is none
  public record Outcome(
      int settled,
      long confirmed,
      long rejected,
      @Nullable ExportResult problem,
      @Nullable ExportResult failure) {}

  /// How large a request may be, as far as is known.
  public int limit() {
    return limit;
  }

  public OtlpClient client() {
    return client;
  }

  /// Sends a request and waits for the answers, until all records are settled or one part is not.
  ///
  /// @param from how many of its records are settled already
  /// @throws MalformedMessage when it has to be divided and is no request of the signal
  public Outcome send(byte[] request, int from) throws MalformedMessage {
    settled = from;
    confirmed = 0;
    rejected = 0;
    problem = null;
    failure = null;
    int records = RequestRecords.count(signal, request);
    part(from == 0 ? request : RequestRecords.part(signal, request, from, records), records - from);
    return new Outcome(settled, confirmed, rejected, problem, failure);
  }

  /// @return whether to go on
  private boolean part(byte[] request, int records) throws MalformedMessage {
    if (records > 1 && request.length > limit) {
      return halves(request, records);
    }
    ExportResult answer = client.send(request);
    return switch (answer) {
      case ExportResult.Confirmed _ -> settled(records, 0);
      case ExportResult.Partial partial -> {
        problem = partial;
        yield settled(records, Math.min(records, partial.rejected()));
      }
      case ExportResult.TooLarge refusal -> tooLarge(refusal, request, records);
      case ExportResult.Refused _, ExportResult.Unreachable _ -> failed(answer);
    };
  }

  private boolean settled(int records, long refused) {
    divides = true;
    settled += records;
    confirmed += records - refused;
    rejected += refused;
    return true;
  }

  private boolean failed(ExportResult answer) {
    problem = answer;
    failure = answer;
    return false;
  }

  private boolean tooLarge(ExportResult.TooLarge refusal, byte[] request, int records)
      throws MalformedMessage {
    if (divides && records > 1) {
      limit = Math.min(limit, request.length / 2);
      return halves(request, records);
    }
    if (divides && refusal.certain() && request.length >= SMALL) {
      String what = RequestRecords.describe(signal, request);
      String why = "a " + what + " of " + request.length + " bytes is too large";
      problem = refusal.forGood(refusal.reason().isEmpty() ? why : why + ": " + refusal.reason());
      return settled(records, records);
    }
    divides = false;
    limit = LARGEST;
    return failed(refusal.forGood(refusal.reason()));
  }

  private boolean halves(byte[] request, int records) throws MalformedMessage {
    int middle = records / 2;
    return part(RequestRecords.part(signal, request, 0, middle), middle)
        && part(RequestRecords.part(signal, request, middle, records), records - middle);
  }
}
