package dev.clew.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of traces, those first that came in last.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TracesView(List<TraceView> traces, @Nullable String next) {}
