package dev.clew.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A point of a histogram or summary.
///
/// @param count a [Long], or a [BigInteger] from 2^63 on
/// @param quantiles pairs of a quantile and its value; of histograms estimated from the buckets
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DistributionView(
    Number count,
    @Nullable Double sum,
    @Nullable Double min,
    @Nullable Double max,
    List<List<Double>> quantiles) {
  /// A count of 64 bits without a sign, with all of its digits.
  public static Number exact(long unsigned) {
    return unsigned >= 0 ? (Number) unsigned : new BigInteger(Long.toUnsignedString(unsigned));
  }

  /// The same, rounded.
  public static double rounded(long unsigned) {
    return unsigned >= 0 ? unsigned : ((unsigned >>> 1) | (unsigned & 1)) * 2.0;
  }
}
