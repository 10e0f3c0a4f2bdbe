/// Agents: a model with tools, in turns until it is done or a limit is reached; permissions,
/// compaction, and a span for each turn, tool and decision. Starts no process itself, and keeps no
/// file but by its tools.
@NullMarked
package dev.clew.agent;

import org.jspecify.annotations.NullMarked;
