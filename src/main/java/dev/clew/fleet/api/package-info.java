/// The HTTP API of a fleet.
@NullMarked
package dev.clew.fleet.api;

import org.jspecify.annotations.NullMarked;
