package dev.clew.otlp.client;

import java.util.regex.Pattern;

/// Tells refusals for a request's size from others. Only HTTP has a status of its own for them.
final class SizeRefusal {
  private static final int CONTENT_TOO_LARGE = 413;

  /// As the servers of gRPC in Go, Java, C++, Rust and .NET, Go's HTTP server and Clew say it.
  private static final Pattern WORDS =
      Pattern.compile(
          "too (?:large|big)|larger than|\\b(?:message|body|payload|entity)\\b.{0,40}\\b(?:size|length)\\b"
              + "|a request may have",
          Pattern.CASE_INSENSITIVE);

  private static final int LONGEST = 1000;

  private SizeRefusal() {}

  /// @param status of HTTP
  static boolean isCertain(int status, String reason) {
    return status == CONTENT_TOO_LARGE || (status == 400 && says(reason));
  }

  /// Whether a reason speaks of the size of a message.
  static boolean says(String reason) {
    String start = reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason;
    return WORDS.matcher(start).find();
  }
}
