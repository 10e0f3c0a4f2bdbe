/// Terminals of a command: pseudo-terminals, modes, keys.
@NullMarked
package dev.clew.run.terminal;

import org.jspecify.annotations.NullMarked;
