/// `clew serve`: the daemon that Quarkus runs, its listeners and its life.
@NullMarked
package dev.clew.serve;

import org.jspecify.annotations.NullMarked;
