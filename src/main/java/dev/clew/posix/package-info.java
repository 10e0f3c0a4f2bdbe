/// The few calls of the operating system that Java has none for: spawning a process into a session
/// or process group, its true wait status, terminals, and pipes of one's own.
@NullMarked
package dev.clew.posix;

import org.jspecify.annotations.NullMarked;
