package dev.clew.otlp.receiver;

/// The protocols of OTLP.
enum Protocol {
  GRPC("grpc", "application/grpc"),
  PROTOBUF("http/protobuf", "application/x-protobuf"),
  JSON("http/json", "application/json");

  private final String label;
  private final String contentType;

  Protocol(String label, String contentType) {
    this.label = label;
    this.contentType = contentType;
  }

  /// As OTLP's variables name it.
  String label() {
    return label;
  }

  String contentType() {
    return contentType;
  }
}
