/// The command line: the only user of picocli and the only printer.
@NullMarked
package dev.clew.cli;

import org.jspecify.annotations.NullMarked;
