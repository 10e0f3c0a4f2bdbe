package dev.clew.otlp.receiver;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.clew.error.ClewError;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.OtlpTranscoder;
import dev.clew.store.Ingest.MalformedRequest;
import dev.clew.store.Ingest.Receipt;
import dev.clew.store.Ingest.RequestTooLarge;
import dev.clew.store.Ingest.StoreBusy;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One export request from its headers to its answer. All but the decoding runs on the event loop
/// of its connection.
final class ExportCall {
  /// Below this neither decompression nor transcoding is worth another thread.
  private static final int INLINE = 1024;

  /// Below this cutting a protobuf request into records is not, either.
  private static final int INLINE_PROTOBUF = 16 << 10;

  private final ReceiverContext receiving;
  private final HttpServerRequest request;
  private final Context context;
  private final OtlpSignal signal;
  private final Reply reply;
  private final ByteBudget.Hold hold;
  private final BodyBuffer message;
  private final Framing framing;
  private final long start;
  private boolean over;
  private boolean complete;

  ExportCall(
      ReceiverContext receiving,
      HttpServerRequest request,
      Context context,
      OtlpSignal signal,
      Reply reply,
      boolean zipped) {
    this.receiving = receiving;
    this.request = request;
    this.context = context;
    this.signal = signal;
    this.reply = reply;
    this.hold = receiving.budget().open();
    this.message = new BodyBuffer(hold);
    this.framing =
        reply.protocol() == Protocol.GRPC
            ? new Framing.Prefixed(message, zipped)
            : new Framing.Whole(message, zipped);
    this.start = receiving.nanos().getAsLong();
  }

  /// @param announced the length of the body, or -1
  void receive(long announced) {
    receiving.begun();
    BodyTimeout deadline = BodyTimeout.set(context, request, this::late);
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
    } catch (RejectedRequest e) {
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
    } catch (RejectedRequest e) {
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
    } catch (RejectedRequest e) {
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
    } catch (RejectedRequest e) {
      context.runOnContext(_ -> refuse(e.refusal(), e.reason()));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      context.runOnContext(_ -> failed(e));
    }
  }

  private byte[] decoded(byte[] plain) throws RejectedRequest {
    if (reply.protocol() != Protocol.JSON || plain.length == 0) {
      return plain;
    }
    hold.take(plain.length);
    try {
      return new OtlpTranscoder().request(signal, plain);
    } catch (IOException e) {
      throw new RejectedRequest(Rejection.MALFORMED, "no OTLP/JSON request: " + reason(e));
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
      case MalformedRequest e -> refuse(Rejection.MALFORMED, String.valueOf(e.getMessage()));
      case RequestTooLarge e -> refuse(Rejection.TOO_LARGE, String.valueOf(e.getMessage()));
      case StoreBusy e -> refuse(Rejection.BUSY, String.valueOf(e.getMessage()));
      case OutOfMemoryError _ -> refuse(Rejection.BUSY, "memory is short; try again");
      case ClewError e -> {
        receiving.failures().accept("the store cannot take a request", e);
        refuse(Rejection.STORE_FAILED, "[" + e.code() + "] " + e.code().headline());
      }
      case null, default -> {
        receiving.failures().accept("a request could not be handled", failure);
        refuse(Rejection.INTERNAL, "Clew failed; its log says why");
      }
    }
  }

  private void refuse(Rejection refusal, String reason) {
    if (!over) {
      finish(refusal.label());
      var _ =
          reply
              .refused(refusal, reason)
              .onComplete(
                  _ -> {
                    BodyTimeout.answered(context, request);
                    receiving.finished();
                  });
    }
  }

  private void late() {
    refuse(Rejection.TOO_SLOW, "the request's body did not come in time");
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
