/// Reads runs from a backend (`clew serve`), and sends what is imported there.
@NullMarked
package dev.clew.runs.remote;

import org.jspecify.annotations.NullMarked;
