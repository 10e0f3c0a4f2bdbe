/// What nodes do, a class for each kind.
@NullMarked
package dev.clew.workflow.node;

import org.jspecify.annotations.NullMarked;
