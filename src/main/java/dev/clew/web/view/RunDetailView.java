package dev.clew.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.clew.projection.ResourceView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run with what it came from.
///
/// @param resource the attributes of its first resource
/// @param outcome how it went, in a sentence
/// @param previous the run before it that has the same title
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunDetailView(
    @JsonUnwrapped RunView run,
    Map<String, Object> resource,
    List<ResourceView> resources,
    List<TraceView> traces,
    String outcome,
    @Nullable RunReference previous) {
  /// A run's id.
  public record RunReference(String id) {}
}
