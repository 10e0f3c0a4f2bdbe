package dev.clew.fleet.bus;

import java.util.Map;

/// A message as it comes.
///
/// @param headers by their names, the first value of each
@SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
public record BusMessage(String subject, Map<String, String> headers, byte[] body) {}
