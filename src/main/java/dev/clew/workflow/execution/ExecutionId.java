package dev.clew.workflow.execution;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.time.Ulid;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// `exec_` and a [ULID](https://github.com/ulid/spec): ids sort by the time at which they were
/// made.
///
/// @param text the whole id
public record ExecutionId(String text) {
  /// What all of them start with.
  public static final String PREFIX = "exec_";

  private static final Pattern SHAPE = Pattern.compile(PREFIX + Ulid.SHAPE);

  public ExecutionId {
    if (!isOne(text)) {
      throw new ClewError(ErrorCode.E101, "\"" + text + "\" is no execution id.");
    }
  }

  /// Whether a text is an execution id.
  static boolean isOne(String text) {
    return SHAPE.matcher(text).matches();
  }

  /// A new one.
  public static ExecutionId random(Instant now, RandomGenerator random) {
    return new ExecutionId(PREFIX + Ulid.random(now, random));
  }

  @Override
  public String toString() {
    return text;
  }
}
