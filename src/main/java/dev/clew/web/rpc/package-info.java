/// The gRPC services of the API port: health, and reflection as far as Clew adds to Quarkus' own.
/// They know nothing of the store. The only user of `quarkus-grpc` and `io.grpc`: OTLP/gRPC has a
/// framing of its own in `otlp.receiver`.
@NullMarked
package dev.clew.web.rpc;

import org.jspecify.annotations.NullMarked;
