/// Records executions: a span for each attempt, events and metrics.
@NullMarked
package dev.clew.workflow.recording;

import org.jspecify.annotations.NullMarked;
