package dev.clew.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A point of a histogram or summary.
///
/// @param quantiles pairs of a quantile and its value; of histograms estimated from the buckets
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DistributionView(
    long count,
    @Nullable Double sum,
    @Nullable Double min,
    @Nullable Double max,
    List<List<Double>> quantiles) {}
