package dev.clew.otlp.receiver;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The encoding of `grpc-message`: UTF-8, percent-encoded but for printable ASCII.
final class GrpcMessage {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private GrpcMessage() {}

  static String encode(String text) {
    var encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= ' ' && octet < 0x7F && octet != '%') {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }
}
