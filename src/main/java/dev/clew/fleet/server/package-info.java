/// The control plane: what is known of nodes and jobs, who leads, and what is done when somebody
/// dies. Each server of a fleet can do all of it; JetStream decides between them.
@NullMarked
package dev.clew.fleet.server;

import org.jspecify.annotations.NullMarked;
