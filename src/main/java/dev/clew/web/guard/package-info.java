/// Who may call: hosts, origins, bearer tokens.
@NullMarked
package dev.clew.web.guard;

import org.jspecify.annotations.NullMarked;
