/// Finds secrets in lines, arguments and names, before any sink.
@NullMarked
package dev.clew.redaction;

import org.jspecify.annotations.NullMarked;
