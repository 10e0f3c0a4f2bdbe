/// The child process: start, output pump, signals, stages, outcome.
@NullMarked
package dev.clew.run;

import org.jspecify.annotations.NullMarked;
