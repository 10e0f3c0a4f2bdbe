package dev.clew.otlp.receiver;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Base64;

/// The answer to one request, in the words of its protocol.
record Reply(Protocol protocol, HttpServerResponse response) {
  /// Says yes.
  ///
  /// @return when the answer is on its way
  Future<Void> accepted(ExportResponse answer) {
    if (isGone()) {
      return Future.succeededFuture();
    }
    response.putHeader("content-type", protocol.contentType());
    return switch (protocol) {
      case GRPC -> {
        byte[] message = answer.protobuf();
        response.putTrailer("grpc-status", "0");
        yield response.end(
            Buffer.buffer(5 + message.length)
                .appendByte((byte) 0)
                .appendInt(message.length)
                .appendBytes(message));
      }
      case PROTOBUF -> response.end(Buffer.buffer(answer.protobuf()));
      case JSON -> response.end(Buffer.buffer(answer.json()));
    };
  }

  /// Says no.
  ///
  /// @return when the answer is on its way
  Future<Void> refused(Rejection refusal, String reason) {
    if (isGone()) {
      return Future.succeededFuture();
    }
    var status = new RpcStatus(refusal, reason);
    response.putHeader("content-type", protocol.contentType());
    if (protocol != Protocol.GRPC) {
      response.setStatusCode(refusal.http());
      headers(refusal);
    }
    return switch (protocol) {
      case GRPC -> {
        response.putHeader("grpc-status", Integer.toString(refusal.grpc()));
        response.putHeader("grpc-message", GrpcMessage.encode(reason));
        response.putHeader(
            "grpc-status-details-bin",
            Base64.getEncoder().withoutPadding().encodeToString(status.protobuf()));
        yield response.end();
      }
      case PROTOBUF -> response.end(Buffer.buffer(status.protobuf()));
      case JSON -> response.end(Buffer.buffer(status.json()));
    };
  }

  private void headers(Rejection refusal) {
    if (refusal.retrySeconds() > 0) {
      response.putHeader("retry-after", Integer.toString(refusal.retrySeconds()));
    }
    if (refusal == Rejection.UNAUTHENTICATED) {
      response.putHeader("www-authenticate", "Bearer");
    } else if (refusal == Rejection.WRONG_METHOD) {
      response.putHeader("allow", "POST");
    } else if (refusal == Rejection.WRONG_TYPE) {
      response.putHeader("accept-post", "application/x-protobuf, application/json");
      response.putHeader("accept-encoding", "gzip, identity");
    }
  }

  private boolean isGone() {
    return response.ended() || response.closed();
  }
}
