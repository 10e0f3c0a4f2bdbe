/// The file of a run: appending, locks, overflow, delivery checkpoint, retention, identity.
@NullMarked
package dev.clew.runfile;

import org.jspecify.annotations.NullMarked;
