package dev.clew.otlp.receiver;

import dev.clew.otlp.codec.AnswerFields.AnyFields;
import dev.clew.otlp.codec.AnswerFields.DurationFields;
import dev.clew.otlp.codec.AnswerFields.RetryInfoFields;
import dev.clew.otlp.codec.AnswerFields.RpcStatusFields;
import dev.clew.otlp.codec.JsonDocument;
import dev.clew.otlp.codec.ProtoBuffer;
import java.nio.charset.StandardCharsets;

/// `google.rpc.Status`, with `google.rpc.RetryInfo` where trying again may help.
///
/// @param message why, for the client
record RpcStatus(Rejection refusal, String message) {
  byte[] protobuf() {
    var status = new ProtoBuffer();
    status.varint(RpcStatusFields.CODE, refusal.grpc());
    status.bytes(RpcStatusFields.MESSAGE, message.getBytes(StandardCharsets.UTF_8));
    if (refusal.retrySeconds() > 0) {
      int any = status.begin(RpcStatusFields.DETAILS);
      status.bytes(AnyFields.TYPE_URL, RetryInfoFields.TYPE.getBytes(StandardCharsets.UTF_8));
      int info = status.begin(AnyFields.VALUE);
      int delay = status.begin(RetryInfoFields.RETRY_DELAY);
      status.varint(DurationFields.SECONDS, refusal.retrySeconds());
      status.end(delay);
      status.end(info);
      status.end(any);
    }
    return status.toByteArray();
  }

  byte[] json() {
    return JsonDocument.of(
        json -> {
          json.writeStartObject();
          json.writeNumberField("code", refusal.grpc());
          json.writeStringField("message", message);
          if (refusal.retrySeconds() > 0) {
            json.writeArrayFieldStart("details");
            json.writeStartObject();
            json.writeStringField("@type", RetryInfoFields.TYPE);
            json.writeStringField("retryDelay", refusal.retrySeconds() + "s");
            json.writeEndObject();
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }
}
