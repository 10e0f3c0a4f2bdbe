/// `clew serve` and `clew open`.
@NullMarked
package dev.clew.cli.serve;

import org.jspecify.annotations.NullMarked;
