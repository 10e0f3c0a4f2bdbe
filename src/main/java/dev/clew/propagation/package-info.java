/// Carriers of trace context: environment variables.
@NullMarked
package dev.clew.propagation;

import org.jspecify.annotations.NullMarked;
