/// Runs, wherever they lie: catalog, assembly, tree, summary, queries.
@NullMarked
package dev.clew.runs;

import org.jspecify.annotations.NullMarked;
