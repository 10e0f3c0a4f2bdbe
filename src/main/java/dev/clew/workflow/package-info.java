/// Starts and resumes executions of workflows: brings definition, log, engine, nodes and recording
/// together.
@NullMarked
package dev.clew.workflow;

import org.jspecify.annotations.NullMarked;
