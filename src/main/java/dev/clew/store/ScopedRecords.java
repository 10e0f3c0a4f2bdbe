package dev.clew.store;

import dev.clew.runs.RunName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of one request that share a resource and a scope.
///
/// @param scope the scope's message, null when there is none
@SuppressWarnings("ArrayRecordComponent")
record ScopedRecords(
    Origin origin, byte @Nullable [] scope, String scopeName, String scopeSchema, List<Row> rows) {
  /// A resource as it came in.
  ///
  /// @param run the run that it names; null when it names none
  record Origin(byte[] resource, String schema, String service, @Nullable RunName run) {}
}
