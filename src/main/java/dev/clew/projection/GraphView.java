package dev.clew.projection;

import java.util.List;

/// The executions of workflows that a run has.
///
/// @param base nanoseconds since 1970 that offsets are counted from
/// @param executions in the order of their starts; empty for a run that executed no workflow
public record GraphView(String base, List<ExecutionGraph> executions) {}
