package dev.clew.otlp;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.clew.failure.ClewError;
import dev.clew.store.Ingest.MalformedRequest;
import dev.clew.store.Ingest.Receipt;
import dev.clew.store.Ingest.RequestTooLarge;
import dev.clew.store.Ingest.StoreBusy;
import dev.clew.wire.OtlpTranscoder;
import dev.clew.wire.Signal;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One export request from its headers to its answer. All but the decoding runs on the event loop
/// of its connection.
final class Exchange {
  /// Below this neither decompression nor transcoding is worth another thread.
  private static final int INLINE = 1024;

  /// Below this cutting a protobuf request into records is not, either.
  private static final int INLINE_PROTOBUF = 16 << 10;

  private final Receiving receiving;
  private final HttpServerRequest request;
  private final Context context;
  private final Signal signal;
  private final Reply reply;
  private final ByteBudget.Hold hold;
  private final Arrival message;
  private final Framing framing;
  private final long start;
  private boolean over;
  private boolean complete;

  Exchange(
      Receiving receiving,
      HttpServerRequest request,
      Context context,
      Signal signal,
      Reply reply,
      boolean zipped) {
    this.receiving = receiving;
    this.request = request;
    this.context = context;
    this.signal = signal;
    this.reply = reply;
    this.hold = receiving.budget().open();
    this.message = new Arrival(hold);
    this.framing =
        reply.protocol() == Protocol.GRPC
            ? new Framing.Prefixed(message, zipped)
            : new Framing.Whole(message, zipped);
    this.start = receiving.nanos().getAsLong();
  }

  /// @param announced the length of the body, or -1
  void receive(long announced) {
    receiving.begun();
    Deadline deadline = Deadline.set(context, request, this::late);
    request
        .handler(this::chunk)
        .endHandler(
            _ -> {
              deadline.met();
              end();
            })
        .exceptionHandler(
            _ -> {
              deadline.met();
              broken();
            });
    try {
      if (announced >= 0 && reply.protocol() != Protocol.GRPC) {
        message.expect(announced);
      }
    } catch (Refused e) {
      refuse(e.refusal(), e.reason());
    }
  }

  private void chunk(Buffer chunk) {
    if (over) {
      return;
    }
    receiving.meters().received(signal, chunk.length());
    try {
      framing.take(chunk);
    } catch (Refused e) {
      refuse(e.refusal(), e.reason());
    }
  }

  private void end() {
    if (over) {
      return;
    }
    complete = true;
    try {
      boolean zipped = framing.end();
      byte[] body = message.bytes();
      boolean decodes = zipped || reply.protocol() == Protocol.JSON;
      if (body.length > (decodes ? INLINE : INLINE_PROTOBUF)) {
        receiving.workers().execute(() -> store(body, zipped));
      } else {
        store(body, zipped);
      }
    } catch (Refused e) {
      refuse(e.refusal(), e.reason());
    }
  }

  private void store(byte[] body, boolean zipped) {
    try {
      byte[] export = decoded(zipped ? Gunzip.inflate(body, hold) : body);
      var _ =
          receiving
              .ingest()
              .add(signal, export)
              .whenComplete(
                  (receipt, failure) -> context.runOnContext(_ -> done(receipt, failure)));
    } catch (Refused e) {
      context.runOnContext(_ -> refuse(e.refusal(), e.reason()));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      context.runOnContext(_ -> failed(e));
    }
  }

  private byte[] decoded(byte[] plain) throws Refused {
    if (reply.protocol() != Protocol.JSON || plain.length == 0) {
      return plain;
    }
    hold.take(plain.length);
    try {
      return new OtlpTranscoder().request(signal, plain);
    } catch (IOException e) {
      throw new Refused(Refusal.MALFORMED, "no OTLP/JSON request: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    if (e instanceof JsonProcessingException wrong) {
      JsonLocation at = wrong.getLocation();
      String place =
          at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      return place + String.valueOf(wrong.getOriginalMessage()).lines().findFirst().orElse("");
    }
    return String.valueOf(e.getMessage());
  }

  private void done(@Nullable Receipt receipt, @Nullable Throwable failure) {
    if (receipt == null) {
      failed(
          failure instanceof CompletionException e && e.getCause() != null
              ? e.getCause()
              : failure);
      return;
    }
    receiving.meters().stored(signal, receipt);
    finish(receipt.rejected() == 0 ? "accepted" : "partial");
    var _ =
        reply.accepted(new ExportResponse(signal, receipt)).onComplete(_ -> receiving.finished());
  }

  private void failed(@Nullable Throwable failure) {
    switch (failure) {
      case MalformedRequest e -> refuse(Refusal.MALFORMED, String.valueOf(e.getMessage()));
      case RequestTooLarge e -> refuse(Refusal.TOO_LARGE, String.valueOf(e.getMessage()));
      case StoreBusy e -> refuse(Refusal.BUSY, String.valueOf(e.getMessage()));
      case ClewError e -> {
        receiving.failures().accept("the store cannot take a request", e);
        refuse(Refusal.STORE_FAILED, "[" + e.code() + "] " + e.code().headline());
      }
      case null, default -> {
        receiving.failures().accept("a request could not be handled", failure);
        refuse(Refusal.INTERNAL, "Clew failed; its log says why");
      }
    }
  }

  private void refuse(Refusal refusal, String reason) {
    if (!over) {
      finish(refusal.label());
      var _ =
          reply
              .refused(refusal, reason)
              .onComplete(
                  _ -> {
                    Deadline.answered(request);
                    receiving.finished();
                  });
    }
  }

  private void late() {
    refuse(Refusal.TOO_SLOW, "the request's body did not come in time");
  }

  /// The client went away before its request was complete.
  private void broken() {
    if (!over && !complete) {
      finish("broken");
      receiving.finished();
    }
  }

  private void finish(String outcome) {
    over = true;
    hold.release();
    receiving
        .meters()
        .answered(signal, reply.protocol(), outcome, receiving.nanos().getAsLong() - start);
  }
}
