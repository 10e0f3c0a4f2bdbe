package dev.clew.otlp.codec;

/// The field numbers of answers to an export request, under the names of their protocols.
public interface AnswerFields {
  /// `Export…ServiceResponse`.
  interface ResponseFields {
    int PARTIAL_SUCCESS = 1;
  }

  /// `Export…PartialSuccess`, whose first field is named after the signal.
  interface PartialSuccessFields {
    int REJECTED = 1;
    int ERROR_MESSAGE = 2;
  }

  /// `google.rpc.Status`.
  interface RpcStatusFields {
    int CODE = 1;
    int MESSAGE = 2;
    int DETAILS = 3;
  }

  /// `google.protobuf.Any`.
  interface AnyFields {
    int TYPE_URL = 1;
    int VALUE = 2;
  }

  /// `google.rpc.RetryInfo`.
  interface RetryInfoFields {
    String TYPE = "type.googleapis.com/google.rpc.RetryInfo";
    int RETRY_DELAY = 1;
  }

  /// `google.protobuf.Duration`.
  interface DurationFields {
    int SECONDS = 1;
  }
}
