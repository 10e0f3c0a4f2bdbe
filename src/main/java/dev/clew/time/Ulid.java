package dev.clew.time;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// [ULIDs](https://github.com/ulid/spec): ids that sort by the time at which they were made.
public final class Ulid {
  /// What follows a prefix.
  public static final String SHAPE = "[0-7][0-9A-HJKMNP-TV-Z]{25}";

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 16;

  private Ulid() {}

  /// A new one.
  public static String random(Instant now, RandomGenerator random) {
    var text = new StringBuilder();
    long millis = now.toEpochMilli();
    for (int i = TIME_DIGITS - 1; i >= 0; i--) {
      text.append(DIGITS.charAt((int) (millis >>> (5 * i)) & 31));
    }
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.toString();
  }
}
