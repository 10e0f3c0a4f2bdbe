/// Compares two runs: what got slower, faster, newly failed, went well again, came or went.
@NullMarked
package dev.clew.runs.compare;

import org.jspecify.annotations.NullMarked;
