package dev.clew.fleet.bus;

import java.util.Map;

/// A message as it comes.
///
/// @param headers by their names, the first value of each
/// @param sequence in its stream; 0 where it is in none
/// @param millis when the stream took it, since 1970; 0 where it is in none
@SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
public record BusMessage(
    String subject, Map<String, String> headers, byte[] body, long sequence, long millis) {}
