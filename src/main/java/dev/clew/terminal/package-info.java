/// Output for terminals: safe text, widths, colours, tables, bars, amounts. Imports no other
/// package of Clew.
@NullMarked
package dev.clew.terminal;

import org.jspecify.annotations.NullMarked;
