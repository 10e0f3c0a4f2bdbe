/// The receivers: OTLP over gRPC and HTTP.
@NullMarked
package dev.clew.otlp.receiver;

import org.jspecify.annotations.NullMarked;
