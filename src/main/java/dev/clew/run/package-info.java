/// Recording around a command: resolving it, its spans, stages, samples and outcome. The process
/// itself is in `run.process`, its output in `run.output`.
@NullMarked
package dev.clew.run;

import org.jspecify.annotations.NullMarked;
