/// What a run's records come to: overviews, sparklines, change feed, retention. The API reads it;
/// it knows nothing of HTTP.
@NullMarked
package dev.clew.projection;

import org.jspecify.annotations.NullMarked;
