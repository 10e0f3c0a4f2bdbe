/// Telemetry on disk: ingest, reads, retention. The only room that knows SQL.
@NullMarked
package dev.clew.store;

import org.jspecify.annotations.NullMarked;
