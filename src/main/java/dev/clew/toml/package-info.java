/// Files that users write in TOML, with every mistake at its place.
@NullMarked
package dev.clew.toml;

import org.jspecify.annotations.NullMarked;
