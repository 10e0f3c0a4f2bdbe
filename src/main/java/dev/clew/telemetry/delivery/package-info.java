/// The run file, the OTLP exporter and what lies between them.
@NullMarked
package dev.clew.telemetry.delivery;

import org.jspecify.annotations.NullMarked;
