package dev.clew.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The points of a metric that have the same attributes and source.
///
/// @param kind `gauge`, `sum`, `histogram`, `exponentialHistogram` or `summary`
/// @param instance `service.instance.id`
/// @param points pairs of nanoseconds after the base and the value: a number, or a
///   [DistributionView]; ordered by time
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeriesView(
    String name,
    String unit,
    String description,
    String kind,
    @Nullable Boolean monotonic,
    @Nullable Boolean cumulative,
    String service,
    @Nullable Object instance,
    String scope,
    @Nullable Object processId,
    String run,
    Map<String, Object> attributes,
    List<@Nullable Object[]> points) {}
