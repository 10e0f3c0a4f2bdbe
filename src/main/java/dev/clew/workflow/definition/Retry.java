package dev.clew.workflow.definition;

import java.time.Duration;
import java.util.List;

/// When a failed node is tried again.
///
/// @param attempts in all, at least 1
/// @param delay before the second attempt
/// @param factor by which each delay is longer than the one before
/// @param longest delay
/// @param on kinds of failures, such as `timeout`, `exit` or `exit:75`; empty for any
public record Retry(
    int attempts, Duration delay, double factor, Duration longest, List<String> on) {
  public static final Retry NEVER = new Retry(1, Duration.ZERO, 1, Duration.ZERO, List.of());

  public Retry {
    on = List.copyOf(on);
  }

  /// Whether there is a further attempt after a failure.
  ///
  /// @param failures so far, this one included
  /// @param type of the failure, such as `exit:75`
  public boolean applies(int failures, String type) {
    return failures < attempts && (on.isEmpty() || on.stream().anyMatch(each -> isOf(type, each)));
  }

  /// `http:5xx` stands for all from 500 to 599, `http` for all of them.
  private static boolean isOf(String type, String pattern) {
    return type.equals(pattern)
        || type.startsWith(pattern + ":")
        || (pattern.endsWith("xx")
            && type.length() == pattern.length()
            && type.startsWith(pattern.substring(0, pattern.length() - 2)));
  }

  /// How long to wait after a failure.
  ///
  /// @param failures so far, this one included
  public Duration wait(int failures) {
    double millis = (double) delay.toMillis() * Math.pow(factor, failures - 1);
    return Duration.ofMillis((long) Math.min(millis, (double) longest.toMillis()));
  }
}
