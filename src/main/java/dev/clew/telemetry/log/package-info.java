/// Clew's own log.
@NullMarked
package dev.clew.telemetry.log;

import org.jspecify.annotations.NullMarked;
