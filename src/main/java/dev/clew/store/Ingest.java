package dev.clew.store;

import dev.clew.otlp.codec.OtlpSignal;
import java.util.concurrent.CompletionStage;

/// Takes OTLP export requests in.
public interface Ingest {
  /// Stores one request. The stage completes when its records are committed: what it acknowledges
  /// survives a crash.
  ///
  /// It completes exceptionally with [MalformedRequest] when the bytes are no request of this
  /// signal, [RequestTooLarge] when it has too many records, [StoreBusy] when too much is waiting
  /// already (nothing of it is stored; try again), and [dev.clew.error.ClewError] when the store
  /// cannot take it (a full disk, a damaged file).
  ///
  /// @param request an `Export…ServiceRequest` in protobuf; not changed afterwards by the caller
  CompletionStage<Receipt> add(OtlpSignal signal, byte[] request);

  /// What became of a request.
  ///
  /// @param accepted records committed
  /// @param rejected records that cannot be stored and would not be if they were sent again
  /// @param reason why, when some were rejected; else empty
  record Receipt(long accepted, long rejected, String reason) {}

  /// A request that cannot be read.
  final class MalformedRequest extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedRequest(String message) {
      super(message);
    }
  }

  /// A request has more records than one may have.
  final class RequestTooLarge extends Exception {
    private static final long serialVersionUID = 1;

    public RequestTooLarge(String message) {
      super(message);
    }
  }

  /// Too many bytes wait to be committed.
  final class StoreBusy extends Exception {
    private static final long serialVersionUID = 1;

    public StoreBusy(String message) {
      super(message);
    }
  }
}
