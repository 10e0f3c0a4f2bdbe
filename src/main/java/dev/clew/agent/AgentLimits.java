package dev.clew.agent;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long an agent goes on. An interrupted run that goes on has what is left.
///
/// @param turns answers of the model
/// @param tokens read and written
/// @param costUsd null for any
/// @param time of the run
public record AgentLimits(int turns, long tokens, @Nullable Double costUsd, Duration time) {
  public static final AgentLimits DEFAULT =
      new AgentLimits(50, 2_000_000, null, Duration.ofHours(1));

  /// Checks them.
  ///
  /// @throws ClewError E118 when one is not positive
  public AgentLimits {
    boolean positive =
        turns > 0 && tokens > 0 && (costUsd == null || costUsd > 0) && time.isPositive();
    if (!positive) {
      throw new ClewError(
          ErrorCode.E118, "a limit of turns, tokens, cost or time is not positive.");
    }
  }
}
