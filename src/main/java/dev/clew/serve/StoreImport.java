package dev.clew.serve;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.RequestRecords;
import dev.clew.store.Ingest.Receipt;
import dev.clew.store.Ingest.RequestTooLarge;
import dev.clew.store.Store;
import dev.clew.transfer.Import;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Puts what is imported into a store. A few requests are under way at a time.
final class StoreImport implements Import.Backend {
  private static final int UNDER_WAY = 16;

  private final Store store;
  private final Deque<CompletableFuture<Receipt>> underWay = new ArrayDeque<>();
  private final Set<String> reasons = new LinkedHashSet<>();
  private long rejected;

  StoreImport(Store store) {
    this.store = store;
  }

  @Override
  public void accept(OtlpSignal signal, byte[] protobuf) throws IOException {
    if (underWay.size() == UNDER_WAY) {
      await(underWay.removeFirst());
    }
    CompletableFuture<Receipt> request = store.importing(signal, protobuf).toCompletableFuture();
    if (request.isCompletedExceptionally()
        && request.exceptionNow() instanceof RequestTooLarge refused) {
      rejected += RequestRecords.count(signal, protobuf);
      reasons.add(String.valueOf(refused.getMessage()));
    } else {
      underWay.addLast(request);
    }
  }

  @Override
  public long finish() {
    while (!underWay.isEmpty()) {
      await(underWay.removeFirst());
    }
    return rejected;
  }

  @Override
  public List<String> reasons() {
    return List.copyOf(reasons);
  }

  private void await(CompletableFuture<Receipt> request) {
    try {
      rejected += request.join().rejected();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof ClewError error
          ? error
          : new ClewError(ErrorCode.E065, String.valueOf(cause.getMessage()), cause);
    }
  }
}
