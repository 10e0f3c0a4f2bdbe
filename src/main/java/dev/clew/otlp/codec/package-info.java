/// OTLP's messages: their fields, and their two encodings, protobuf and JSON.
@NullMarked
package dev.clew.otlp.codec;

import org.jspecify.annotations.NullMarked;
