/// The commands that show runs: runs, inspect, logs, metrics, compare.
@NullMarked
package dev.clew.cli.look;

import org.jspecify.annotations.NullMarked;
