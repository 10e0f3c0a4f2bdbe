/// The machines of a fleet, and the targets that name them.
@NullMarked
package dev.clew.fleet.node;

import org.jspecify.annotations.NullMarked;
