/// Looks whether everything that Clew needs is there and works.
@NullMarked
package dev.clew.doctor;

import org.jspecify.annotations.NullMarked;
