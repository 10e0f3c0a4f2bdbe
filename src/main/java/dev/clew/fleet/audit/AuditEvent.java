package dev.clew.fleet.audit;

import java.util.Map;

/// Something that was done.
///
/// @param ts when, RFC 3339
/// @param type the label of an [AuditType]
/// @param identity who did it
/// @param payload what to what, without secrets
public record AuditEvent(String ts, String type, String identity, Map<String, String> payload) {}
