/// Arithmetic of times that every other package may use; it knows none of them.
@NullMarked
package dev.clew.time;

import org.jspecify.annotations.NullMarked;
