/// The child process: start, streams, signals, outcome.
@NullMarked
package dev.clew.run.process;

import org.jspecify.annotations.NullMarked;
