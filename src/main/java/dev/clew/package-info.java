/// The entry point: chooses between the record-and-look world and the serve world.
@NullMarked
package dev.clew;

import org.jspecify.annotations.NullMarked;
