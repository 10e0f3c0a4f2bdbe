/// `clew agent`: takes the tasks of its machine, starts each once, records it as part of its run,
/// and reports.
@NullMarked
package dev.clew.fleet.agent;

import org.jspecify.annotations.NullMarked;
