package dev.clew.runfile;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The identity of a run: 64 random bits as 16 lowercase hex characters, so that runs anywhere get
/// ids of their own without coordination.
public record RunId(String hex) {
  /// Checks the id.
  ///
  /// @throws ClewError E024 when it is not 16 lowercase hex characters
  public RunId {
    if (!isValid(hex)) {
      throw new ClewError(ErrorCode.E024, "\"" + hex + "\" is not a run id");
    }
  }

  /// A new id.
  public static RunId random(RandomGenerator random) {
    return new RunId(HexFormat.of().toHexDigits(random.nextLong()));
  }

  /// Whether a text has the shape of a run id.
  public static boolean isValid(String text) {
    return text.length() == 16
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  @Override
  public String toString() {
    return hex;
  }
}
