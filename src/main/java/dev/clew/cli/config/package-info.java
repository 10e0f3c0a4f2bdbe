/// `clew config` and `clew doctor`.
@NullMarked
package dev.clew.cli.config;

import org.jspecify.annotations.NullMarked;
