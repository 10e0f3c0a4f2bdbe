/// Shows measurements to a Prometheus: its text format, and a port of this machine. Loaded only
/// where `[telemetry.prometheus]` asks for it.
@NullMarked
package dev.clew.telemetry.prometheus;

import org.jspecify.annotations.NullMarked;
