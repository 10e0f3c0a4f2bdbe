/// The `workspace` commands.
@NullMarked
package dev.clew.cli.workspace;

import org.jspecify.annotations.NullMarked;
