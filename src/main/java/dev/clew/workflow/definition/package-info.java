/// What a workflow is: its file, nodes, inputs and graph, and what is wrong with them. Runs
/// nothing.
@NullMarked
package dev.clew.workflow.definition;

import org.jspecify.annotations.NullMarked;
