package dev.clew.model;

/// Tokens that a provider has counted.
///
/// @param input all of the prompt, the cached ones included
/// @param output all of the answer
/// @param cacheRead those of `input` that came from the provider's cache
/// @param cacheWrite those of `input` that were put into it
public record TokenUsage(long input, long output, long cacheRead, long cacheWrite) {
  public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0);

  public TokenUsage(long input, long output) {
    this(input, output, 0, 0);
  }

  public long total() {
    return input + output;
  }

  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        input + other.input,
        output + other.output,
        cacheRead + other.cacheRead,
        cacheWrite + other.cacheWrite);
  }
}
