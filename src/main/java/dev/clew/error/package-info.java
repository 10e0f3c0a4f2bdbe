/// The closed set of error codes, and the one exception that carries them to the command line.
@NullMarked
package dev.clew.error;

import org.jspecify.annotations.NullMarked;
