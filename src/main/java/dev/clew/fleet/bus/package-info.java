/// NATS: the connection, the streams and buckets that a fleet keeps there, and the `nats-server`
/// that a daemon without a cluster starts for itself. The only user of its client library.
@NullMarked
package dev.clew.fleet.bus;

import org.jspecify.annotations.NullMarked;
