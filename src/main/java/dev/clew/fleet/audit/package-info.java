/// What was done by whom, in a stream of its own from which nothing is removed.
@NullMarked
package dev.clew.fleet.audit;

import org.jspecify.annotations.NullMarked;
