/// What the user has decided for good about tools of agents: kept in files, listed and revoked.
@NullMarked
package dev.clew.permission;

import org.jspecify.annotations.NullMarked;
