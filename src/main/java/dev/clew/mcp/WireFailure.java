package dev.clew.mcp;

/// A request that got no result.
final class WireFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String content;

  /// @param reason without anything that was asked or answered
  WireFailure(String reason) {
    this(reason, 0, "");
  }

  /// An error that the server answered.
  ///
  /// @param code of JSON-RPC
  /// @param content what the server said of it, which may repeat what it was asked
  WireFailure(String reason, int code, String content) {
    super(reason);
    this.code = code;
    this.content = content;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  int code() {
    return code;
  }

  String content() {
    return content;
  }
}
