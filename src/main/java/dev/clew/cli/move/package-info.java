/// The commands that move runs: export, import, replay, prune.
@NullMarked
package dev.clew.cli.move;

import org.jspecify.annotations.NullMarked;
