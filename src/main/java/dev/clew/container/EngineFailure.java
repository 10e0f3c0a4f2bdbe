package dev.clew.container;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.List;
import java.util.Locale;

/// Which error the words of an engine mean. Docker and Podman have no codes.
final class EngineFailure {
  private static final List<String> UNREACHABLE =
      List.of(
          "cannot connect to the docker daemon",
          "is the docker daemon running",
          "permission denied while trying to connect",
          "error during connect",
          "failed to connect to the docker api",
          "cannot connect to podman",
          "unable to connect to podman");

  private static final List<String> TOO_OLD =
      List.of(
          "is too old. minimum supported",
          "client is newer than server",
          "invalid ip address in add-host");

  private static final List<String> FULL =
      List.of("no space left on device", "disk quota exceeded");

  private static final List<String> GONE = List.of("no such container", "no such object");

  private static final List<String> NAME_TAKEN = List.of("is already in use");

  /// Lines of a reason, which may quote what somebody has given it.
  private static final int LONGEST = 8;

  private EngineFailure() {}

  /// The error of a failed call.
  ///
  /// @param otherwise what it is when its words mean nothing more general
  static ClewError of(EngineCalls.Answer answer, ErrorCode otherwise) {
    return new ClewError(code(answer.err(), otherwise), reason(answer));
  }

  static ErrorCode code(String words, ErrorCode otherwise) {
    String low = words.toLowerCase(Locale.ROOT);
    if (has(low, UNREACHABLE)) {
      return ErrorCode.E092;
    }
    if (has(low, FULL)) {
      return ErrorCode.E094;
    }
    if (has(low, TOO_OLD)) {
      return ErrorCode.E091;
    }
    boolean creates = otherwise == ErrorCode.E097;
    return creates && low.contains("name") && has(low, NAME_TAKEN) ? ErrorCode.E095 : otherwise;
  }

  /// Whether a call has failed because its container is not there.
  static boolean isGone(EngineCalls.Answer answer) {
    return has(answer.err().toLowerCase(Locale.ROOT), GONE);
  }

  private static boolean has(String words, List<String> signs) {
    return signs.stream().anyMatch(words::contains);
  }

  /// The engine's last words, in one line: from where it speaks of an error, else the last line.
  static String reason(EngineCalls.Answer answer) {
    List<String> lines =
        answer.err().lines().map(String::strip).filter(line -> !isAdvice(line)).toList();
    if (lines.isEmpty()) {
      return "it ended with exit code " + answer.code() + " and said nothing.";
    }
    for (int first = lines.size() - 1; first >= Math.max(0, lines.size() - LONGEST); first--) {
      if (lines.get(first).startsWith("Error")) {
        return String.join(" ", lines.subList(first, lines.size()));
      }
    }
    return lines.getLast();
  }

  private static boolean isAdvice(String line) {
    return line.isEmpty()
        || line.startsWith("See '")
        || line.startsWith("Run '")
        || line.startsWith("Usage:")
        || line.startsWith("time=");
  }
}
