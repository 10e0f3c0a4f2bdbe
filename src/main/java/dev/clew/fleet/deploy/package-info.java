/// Deployments: what is wanted of services, what there is of them, and what has to be done.
@NullMarked
package dev.clew.fleet.deploy;

import org.jspecify.annotations.NullMarked;
