package dev.clew.store;

/// Which traces to list.
///
/// @param text part of the root's name or of the trace id, in any case; empty for any
/// @param service of the root, empty for any
/// @param failed only those with a failed span
/// @param start since 1970
public record TraceFilter(
    String text, String service, boolean failed, Range start, Range duration) {}
