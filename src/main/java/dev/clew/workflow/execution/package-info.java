/// What is kept of an execution: its directory, its append-only event log, the outputs of its
/// nodes, the state that follows from the log, and requests of other processes. Executes nothing.
@NullMarked
package dev.clew.workflow.execution;

import org.jspecify.annotations.NullMarked;
