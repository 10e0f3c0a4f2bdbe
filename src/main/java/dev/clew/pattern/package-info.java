/// Regular expressions whose cost is bounded, for every pattern that comes from outside the
/// program.
@NullMarked
package dev.clew.pattern;

import org.jspecify.annotations.NullMarked;
