/// Runs read from run files.
@NullMarked
package dev.clew.runs.file;

import org.jspecify.annotations.NullMarked;
