/// The receivers: OTLP over gRPC and HTTP.
@NullMarked
package dev.clew.otlp;

import org.jspecify.annotations.NullMarked;
