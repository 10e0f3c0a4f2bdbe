/// Workspaces: what to launch, by name. Reads and writes their files and chooses one; knows nothing
/// of how a command is run.
@NullMarked
package dev.clew.workspace;

import org.jspecify.annotations.NullMarked;
