/// The record model (spans, log records, points) and its two decoders, of JSON and of protobuf.
@NullMarked
package dev.clew.record;

import org.jspecify.annotations.NullMarked;
