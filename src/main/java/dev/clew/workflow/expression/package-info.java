/// The expressions of workflow files, such as `{{nodes.search.output.items[0]}}`: their syntax,
/// what they refer to, and their values, which are JSON. Knows nothing of workflows.
@NullMarked
package dev.clew.workflow.expression;

import org.jspecify.annotations.NullMarked;
