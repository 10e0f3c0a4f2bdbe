/// Executes workflows: decides what is next, writes it down, and then does it. What a node does is
/// in `workflow.node`.
@NullMarked
package dev.clew.workflow.engine;

import org.jspecify.annotations.NullMarked;
