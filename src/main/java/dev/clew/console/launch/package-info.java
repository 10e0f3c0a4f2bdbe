/// Launches of workspaces: each a `clew run` of its own, which goes on while the console shows
/// something else. It knows no screen.
@NullMarked
package dev.clew.console.launch;

import org.jspecify.annotations.NullMarked;
