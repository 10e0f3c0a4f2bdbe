package dev.clew.workflow.definition;

import dev.clew.config.TomlTable.Place;
import dev.clew.workflow.expression.Expression;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One step of a workflow.
///
/// @param needs ids of the nodes that have to end first: those it names and those it refers to
/// @param when it is skipped unless this is true; null for always
/// @param forEach a list, for each of whose items it is run; null for once
/// @param parallel how many items are run at once at most
/// @param timeout of an attempt, or null for none
/// @param allowFailure whether its failure stops nothing
/// @param last whether it runs when all others have ended, however they did
/// @param place in the file
public record Node(
    String id,
    Action action,
    Set<String> needs,
    @Nullable Expression when,
    @Nullable Expression forEach,
    int parallel,
    Retry retry,
    @Nullable Duration timeout,
    boolean allowFailure,
    boolean last,
    Place place) {
  public Node {
    needs = Set.copyOf(needs);
  }
}
