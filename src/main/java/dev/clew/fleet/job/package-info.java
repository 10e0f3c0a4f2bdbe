/// Jobs: commands that are sent to machines, and what becomes of them.
@NullMarked
package dev.clew.fleet.job;

import org.jspecify.annotations.NullMarked;
