package dev.clew.cli;

import java.io.OutputStream;

/// This process as recording needs it.
///
/// @param rawOut standard output without a buffer
/// @param rawErr standard error without a buffer
/// @param version Clew's own
public record Self(
    OutputStream rawOut, OutputStream rawErr, long pid, String hostName, String version) {}
