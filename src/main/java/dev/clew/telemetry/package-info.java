/// Run identity, resource, sink plan and the recorder that commands write to.
@NullMarked
package dev.clew.telemetry;

import org.jspecify.annotations.NullMarked;
