/// Hashes of contents, and what is remembered of the latest ones. Every other package may use it;
/// it knows none of them.
@NullMarked
package dev.clew.content;

import org.jspecify.annotations.NullMarked;
