/// Settings as immutable records, read from flags, environment and files; every value knows its
/// origin.
@NullMarked
package dev.clew.config;

import org.jspecify.annotations.NullMarked;
