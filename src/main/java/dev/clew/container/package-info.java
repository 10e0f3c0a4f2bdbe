/// Containers: image, launch and session, through the command line of Docker or Podman. The session
/// is recorded from outside. Knows nothing of readers, of the store or of the command line.
@NullMarked
package dev.clew.container;

import org.jspecify.annotations.NullMarked;
