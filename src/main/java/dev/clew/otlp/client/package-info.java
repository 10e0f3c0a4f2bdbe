/// The OTLP client: transport, TLS, retries, and what a backend answers. It knows nothing of run
/// files.
@NullMarked
package dev.clew.otlp.client;

import org.jspecify.annotations.NullMarked;
