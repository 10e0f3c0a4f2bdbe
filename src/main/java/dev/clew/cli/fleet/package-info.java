/// Commands of a fleet: agents, jobs, nodes, tokens, the audit log, and `clew run --on`.
@NullMarked
package dev.clew.cli.fleet;

import org.jspecify.annotations.NullMarked;
