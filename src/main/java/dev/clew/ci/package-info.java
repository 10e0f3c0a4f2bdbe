/// What is known of the pipeline and the repository that a command runs in.
@NullMarked
package dev.clew.ci;

import org.jspecify.annotations.NullMarked;
