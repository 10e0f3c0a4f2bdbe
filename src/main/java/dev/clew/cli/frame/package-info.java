/// What all commands share: global options, context, output, pager, error reports.
@NullMarked
package dev.clew.cli.frame;

import org.jspecify.annotations.NullMarked;
