package dev.clew.functional;

/// The protocols of OTLP, by their names in the standard's variables.
enum Protocol {
  GRPC("grpc"),
  PROTOBUF("http/protobuf"),
  JSON("http/json");

  final String label;

  Protocol(String label) {
    this.label = label;
  }

  /// A receiver for it, whose records go where they are told to.
  OtlpReceiver receiver(Records records) throws java.io.IOException {
    return this == GRPC ? OtlpReceiver.grpc(records) : OtlpReceiver.http(records);
  }
}
