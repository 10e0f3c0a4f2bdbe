/// What a run's records come to: overviews, sparklines, change feed, retention. The page and the
/// console read it; it knows nothing of HTTP.
@NullMarked
package dev.clew.projection;

import org.jspecify.annotations.NullMarked;
