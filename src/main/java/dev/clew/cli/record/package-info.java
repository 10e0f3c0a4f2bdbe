/// The commands that record: run, step, event, log, metric.
@NullMarked
package dev.clew.cli.record;

import org.jspecify.annotations.NullMarked;
