/// Who asks: tokens, their roles, and who they are bound to.
@NullMarked
package dev.clew.fleet.identity;

import org.jspecify.annotations.NullMarked;
