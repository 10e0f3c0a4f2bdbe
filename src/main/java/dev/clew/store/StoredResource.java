package dev.clew.store;

/// A resource of a run.
///
/// @param data the message
@SuppressWarnings("ArrayRecordComponent")
public record StoredResource(long id, String service, byte[] data) {}
