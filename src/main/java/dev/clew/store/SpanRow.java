package dev.clew.store;

/// A span as a row of a table, without its message.
///
/// @param trace the store's id of its trace
/// @param scope the store's id of its scope
/// @param span its span id as a number
/// @param parent its parent's; 0 for none
/// @param offset nanoseconds from the moment that was asked for to its start
/// @param duration nanoseconds; below 0 where it is not known
/// @param kindAndStatus OTLP's kind, plus 16 times the status code
public record SpanRow(
    long trace,
    long scope,
    long span,
    long parent,
    long offset,
    long duration,
    int kindAndStatus,
    String name,
    SpanDetails details) {}
