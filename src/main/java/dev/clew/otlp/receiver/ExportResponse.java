package dev.clew.otlp.receiver;

import dev.clew.otlp.codec.AnswerFields.PartialSuccessFields;
import dev.clew.otlp.codec.AnswerFields.ResponseFields;
import dev.clew.otlp.codec.JsonDocument;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.ProtoBuffer;
import dev.clew.store.Ingest.Receipt;
import java.nio.charset.StandardCharsets;

/// `Export…ServiceResponse`: empty, or with `partial_success` when records were rejected.
record ExportResponse(OtlpSignal signal, Receipt receipt) {
  private static final byte[] NOTHING = {};

  byte[] protobuf() {
    if (receipt.rejected() == 0) {
      return NOTHING;
    }
    var response = new ProtoBuffer();
    int partial = response.begin(ResponseFields.PARTIAL_SUCCESS);
    response.varint(PartialSuccessFields.REJECTED, receipt.rejected());
    response.bytes(
        PartialSuccessFields.ERROR_MESSAGE, receipt.reason().getBytes(StandardCharsets.UTF_8));
    response.end(partial);
    return response.toByteArray();
  }

  byte[] json() {
    return JsonDocument.of(
        json -> {
          json.writeStartObject();
          if (receipt.rejected() > 0) {
            json.writeObjectFieldStart("partialSuccess");
            // A 64-bit number is a string in proto3's JSON.
            json.writeStringField(rejectedField(), Long.toString(receipt.rejected()));
            json.writeStringField("errorMessage", receipt.reason());
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  private String rejectedField() {
    return switch (signal) {
      case TRACES -> "rejectedSpans";
      case LOGS -> "rejectedLogRecords";
      case METRICS -> "rejectedDataPoints";
    };
  }
}
