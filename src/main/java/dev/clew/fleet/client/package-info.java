/// The fleet as commands see it, over the HTTP API of one of its servers.
@NullMarked
package dev.clew.fleet.client;

import org.jspecify.annotations.NullMarked;
