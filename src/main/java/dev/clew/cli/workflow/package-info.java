/// Commands of workflows and their executions.
@NullMarked
package dev.clew.cli.workflow;

import org.jspecify.annotations.NullMarked;
