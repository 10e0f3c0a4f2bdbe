package dev.clew.workflow.execution;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
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

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Pattern SHAPE = Pattern.compile("exec_[0-7][0-9A-HJKMNP-TV-Z]{25}");
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 16;

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
    var text = new StringBuilder(PREFIX);
    long millis = now.toEpochMilli();
    for (int i = TIME_DIGITS - 1; i >= 0; i--) {
      text.append(DIGITS.charAt((int) (millis >>> (5 * i)) & 31));
    }
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return new ExecutionId(text.toString());
  }

  @Override
  public String toString() {
    return text;
  }
}
