/// Carriers of trace context: environment variables. Also what a launch is handed beside it.
@NullMarked
package dev.clew.propagation;

import org.jspecify.annotations.NullMarked;
