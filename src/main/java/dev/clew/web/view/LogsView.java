package dev.clew.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of log records.
///
/// @param next the cursor of the page after; absent at the end
/// @param searchedTo how far a search has looked whose time slice was over before its page was full
/// @param skipped records that the pattern needs more than a second for; absent where there are
///   none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogsView(
    List<LogView> logs,
    @Nullable String next,
    @Nullable String searchedTo,
    @Nullable Integer skipped) {}
