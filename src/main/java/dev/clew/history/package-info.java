/// Reads runs back from their files: lists, trees, log queries, metric series.
@NullMarked
package dev.clew.history;

import org.jspecify.annotations.NullMarked;
