/// OTLP's messages: their fields, and their two encodings, protobuf and JSON.
@NullMarked
package dev.clew.wire;

import org.jspecify.annotations.NullMarked;
