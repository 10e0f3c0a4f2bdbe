/// `clew models`.
@NullMarked
package dev.clew.cli.model;

import org.jspecify.annotations.NullMarked;
