package dev.clew.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of runs, newest first.
///
/// @param next the cursor of the page after; absent at the end
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunsView(List<RunView> runs, @Nullable String next) {}
