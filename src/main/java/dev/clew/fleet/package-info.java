/// What the parts of a fleet share: JSON, trace context in headers.
@NullMarked
package dev.clew.fleet;

import org.jspecify.annotations.NullMarked;
