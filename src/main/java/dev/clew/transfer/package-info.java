/// Moves runs in and out as OTLP: JSON Lines, JSON and protobuf files of any origin.
@NullMarked
package dev.clew.transfer;

import org.jspecify.annotations.NullMarked;
