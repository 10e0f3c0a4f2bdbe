package dev.clew.otlp.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/// How OTLP/JSON is parsed.
public final class OtlpJson {
  /// Each message is an object, and lies in an array at most. No message that is not too deep for
  /// protobuf is too deep for this.
  private static final int DEEPEST = 2 * MessageDescriptor.MAX_DEPTH + 10;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private OtlpJson() {}

  /// Makes parsers that take texts of any length, and limit the depth.
  public static JsonFactory factory() {
    return FACTORY;
  }
}
