package dev.clew.web.view;

import java.util.List;

/// Series of metrics.
///
/// @param base nanoseconds since 1970 that times are counted from
/// @param cursor of the newest point, for `after`
public record MetricsView(String base, String cursor, List<SeriesView> series) {}
