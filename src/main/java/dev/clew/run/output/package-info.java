/// The command's output on its way: pumps, lines, framing of spans.
@NullMarked
package dev.clew.run.output;

import org.jspecify.annotations.NullMarked;
